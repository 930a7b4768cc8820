using LoadSharing.Tests;

namespace Build.Tests.Support;

/// <summary>A stand-in for the Docker client on the PATH of a checkout's builds. Its containers are virtual emulators, processes of this machine.</summary>
internal sealed class FakeDocker
{
    // $host is the engine's machine. A container's log has nothing but its last words, which come some time after its end: the engine is slow.
    private const string Client =
        """
        echo "$DOCKER_HOST|$*" >>"$state/calls"
        [ -e "$state/gone" ] && { cat "$state/gone" >&2; exit 1; }
        command=$1
        shift
        case $command in
          run)
            while [ $# -gt 0 ]; do
              case $1 in
                --name) name=$2 ;;
                --publish) outside=${2%:*}; case $2 in *:8080) web=${outside##*:} ;; *) rapi=${outside##*:} ;; esac ;;
              esac
              shift
            done
            for refusal in "$state"/refusal-*; do
              rm "$refusal" 2>/dev/null || continue
              grep -q '{port}' "$state/said" && mkdir "$state/containers/$name"
              sed "s/{name}/$name/; s/{port}/$web/" "$state/said" >&2
              exit 125
            done
            mkdir "$state/containers/$name"
            WEB_HOST=$host WEB_PORT=$web SERIAL_MODE=tcp SERIAL_TCP_PORT=$rapi "$station" emulator >"$state/output" 2>&1 </dev/null &
            echo $! >"$state/containers/$name/pid"
            echo "id-$name" ;;
          ps) for name in $(ls "$state/containers"); do echo "id-$name $name"; done ;;
          logs) while [ -d "$state/containers/$2" ]; do sleep 0.1; done; sleep 0.5; echo "last words of $2" ;;
          wait) while [ -d "$state/containers/$1" ]; do sleep 0.1; done; echo 137 ;;
          rm)
            for id; do
              case $id in id-*) kill -9 $(cat "$state/containers/${id#id-}/pid" 2>/dev/null) 2>/dev/null; rm -r "$state/containers/${id#id-}" ;; esac
            done ;;
          *) echo "docker answers" ;;
        esac
        exit 0
        """;

    private readonly string _state;

    private FakeDocker(string state) => _state = state;

    /// <summary>What it was called with, one call a line: DOCKER_HOST, a bar, the arguments.</summary>
    public IReadOnlyList<string> Calls => File.ReadAllLines(Path.Combine(_state, "calls"));

    /// <summary>The containers there are now, by name.</summary>
    public IReadOnlyList<string> Containers => [.. Directory.EnumerateDirectories(Path.Combine(_state, "containers")).Select(container => Path.GetFileName(container))];

    /// <summary>Puts it on the PATH of a checkout's builds.</summary>
    /// <param name="checkout">The checkout.</param>
    /// <param name="host">The address on which its containers' ports are.</param>
    /// <param name="cancellation">The test's.</param>
    public static async Task<FakeDocker> InAsync(Checkout checkout, string host, CancellationToken cancellation)
    {
        var path = Directory.CreateDirectory(Path.Combine(checkout.Root, "path")).FullName;
        var state = Directory.CreateDirectory(Path.Combine(checkout.Root, "docker")).FullName;
        Directory.CreateDirectory(Path.Combine(state, "containers"));
        checkout.Environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        var body = $"state='{state}' host={host} station='{Installation.Shared.VirtualStation}'\n{Client}";
        await Script.WriteAsync(Path.Combine(path, "docker"), body, cancellation);
        return new FakeDocker(state);
    }

    /// <summary>Takes its engine away.</summary>
    /// <param name="said">What the client says then; null gives the engine back.</param>
    public void TakeEngineAway(string? said)
    {
        var file = Path.Combine(_state, "gone");
        if (said is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, said + "\n");
        }
    }

    /// <summary>Refuses the next containers; one whose reason is a port is made before, as by the real engine.</summary>
    /// <param name="times">How many.</param>
    /// <param name="said">What it says; {name} and {port} are the container's.</param>
    public void Refuse(int times, string said)
    {
        File.WriteAllText(Path.Combine(_state, "said"), said + "\n");
        foreach (var number in Enumerable.Range(0, times))
        {
            File.WriteAllText(Path.Combine(_state, $"refusal-{number}"), "");
        }
    }
}
