namespace Build.Tests.Support;

/// <summary>A script in place of the Docker client, on the PATH of a checkout's builds. Its containers are processes of virtual emulators.</summary>
internal sealed class FakeDocker
{
    // $host is the address of the engine's machine. A container's log has one line, which appears some time after the container's end, as from a slow engine.
    private const string Client =
        """
        echo "$DOCKER_HOST|$*" >>"$state/calls"
        [ -e "$state/engine-error" ] && { cat "$state/engine-error" >&2; exit 1; }
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
              error=$(cat "$refusal" 2>/dev/null)
              rm "$refusal" 2>/dev/null || continue
              case $error in *'{port}'*) mkdir "$state/containers/$name" ;; esac
              printf '%s\n' "$error" | sed "s/{name}/$name/; s/{port}/$web/" >&2
              exit 125
            done
            mkdir "$state/containers/$name"
            WEB_HOST=$host WEB_PORT=$web SERIAL_MODE=tcp SERIAL_TCP_PORT=$rapi "$station" emulator >"$state/output" 2>&1 </dev/null &
            echo $! >"$state/containers/$name/pid"
            echo "id-$name" ;;
          ps) for name in $(ls "$state/containers"); do echo "id-$name $name"; done ;;
          logs) while [ -d "$state/containers/$2" ]; do sleep 0.1; done; sleep 0.5; echo "last output of $2" ;;
          wait) while [ -d "$state/containers/$1" ]; do sleep 0.1; done; echo 137 ;;
          rm)
            [ -e "$state/removal-error" ] && { cat "$state/removal-error" >&2; exit 1; }
            for id; do
              case $id in id-*) kill -9 $(cat "$state/containers/${id#id-}/pid" 2>/dev/null) 2>/dev/null; rm -r "$state/containers/${id#id-}" ;; esac
            done ;;
          *) echo "docker answers" ;;
        esac
        exit 0
        """;

    private readonly string _state;

    private FakeDocker(string state) => _state = state;

    private string EngineError => Path.Combine(_state, "engine-error");

    private string RemovalError => Path.Combine(_state, "removal-error");

    /// <summary>Its calls, one a line: DOCKER_HOST, a bar, the arguments.</summary>
    public IReadOnlyList<string> Calls => Path.Combine(_state, "calls") is var calls && File.Exists(calls) ? File.ReadAllLines(calls) : [];

    /// <summary>The names of the existing containers.</summary>
    public IReadOnlyList<string> Containers =>
        [.. Directory.EnumerateDirectories(Path.Combine(_state, "containers")).Select(container => Path.GetFileName(container))];

    /// <summary>Puts it on the PATH of a checkout's builds.</summary>
    /// <param name="checkout">The checkout.</param>
    /// <param name="host">The address of its containers' ports.</param>
    public static async Task<FakeDocker> CreateAsync(Checkout checkout, string host)
    {
        var state = Directory.CreateDirectory(Path.Combine(checkout.Root, "docker")).FullName;
        Directory.CreateDirectory(Path.Combine(state, "containers"));
        var body = $"state='{state}' host={host} station='{Installation.Shared.VirtualStation}'\n{Client}";
        await checkout.AddProgramAsync("docker", body);
        return new FakeDocker(state);
    }

    /// <summary>Makes every call of the client fail, as without an engine, until <see cref="StartEngine"/>.</summary>
    /// <param name="error">The error of the client.</param>
    public void StopEngine(string error) => File.WriteAllText(EngineError, error + "\n");

    /// <summary>Makes the engine refuse to remove containers, until <see cref="AllowRemoval"/>.</summary>
    public void RefuseRemoval(string error) => File.WriteAllText(RemovalError, error + "\n");

    public void AllowRemoval() => File.Delete(RemovalError);

    public void StartEngine() => File.Delete(EngineError);

    /// <summary>Makes the engine refuse the next containers. If the error names a port, the container is created first, as by the real engine.</summary>
    /// <param name="errors">One error for each container; {name} and {port} stand for those of the container.</param>
    public void Refuse(params IReadOnlyList<string> errors)
    {
        foreach (var (number, error) in errors.Index())
        {
            File.WriteAllText(Path.Combine(_state, $"refusal-{number}"), error);
        }
    }
}
