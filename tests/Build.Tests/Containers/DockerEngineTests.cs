using Build.Containers;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;

namespace Build.Tests.Containers;

/// <summary>Where an engine is, and what its refusals mean.</summary>
[TestClass]
public sealed class DockerEngineTests
{
    private const string Response = "docker: Error response from daemon: ";

    [TestMethod]
    [DataRow("", "127.0.0.1", true)]
    [DataRow("unix:///var/run/docker.sock", "127.0.0.1", true)]
    [DataRow("npipe:////./pipe/docker_engine", "127.0.0.1", true)]
    [DataRow("tcp://localhost:2375", "localhost", true)]
    [DataRow("tcp://engine:2375", "engine", false)]
    [DataRow("tcp://192.0.2.7:2376", "192.0.2.7", false)]
    [DataRow("ssh://user@engine.example", "engine.example", false)]
    public void Host_EachDockerHost_IsTheMachineWithThePorts(string address, string host, bool isLocal)
    {
        var engine = new DockerEngine(null!, address);

        Assert.AreEqual(host, engine.Host);
        Assert.AreEqual(isLocal, engine.IsLocal);
        Assert.AreEqual(address, engine.Follow("logs").Environment["DOCKER_HOST"]);
        Assert.AreEqual($"http://{host}:8080/", new DockerEmulator(engine, "image").Url(new LoadSharing.Lab.Sessions.Slot(0)).ToString());
    }

    [TestMethod]
    [DataRow(
        Response + "driver failed programming external connectivity on endpoint emulator_0 (70:18): Bind for 127.0.0.1:8080 failed: port is already allocated",
        "8080")]
    [DataRow(
        Response + "failed to set up container networking: driver failed programming external connectivity on endpoint e (7): "
            + "Bind for :::8080 failed: port is already allocated",
        "8080")]
    [DataRow(Response + "failed to bind host port for 127.0.0.1:8080:172.17.0.2:18080/tcp: address already in use", "8080")]
    [DataRow(Response + "Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use", "8080")]
    [DataRow(
        Response + "Ports are not available: exposing port TCP 127.0.0.1:8080 -> 127.0.0.1:0: listen tcp 127.0.0.1:8080: bind: address already in use",
        "8080")]
    [DataRow(Response + "Get \"https://registry.example:443/v2/\": dial tcp: lookup registry.example on 127.0.0.53:53: no such host", null)]
    [DataRow("Cannot connect to the Docker daemon at tcp://engine:2375. Is the docker daemon running?", null)]
    public void Exception_PortTaken_HasThePort(string said, string? port)
    {
        var refusal = new ContainerEngineException("run", [said], 125, new CakeException(125, "exit code 125"));

        Assert.AreEqual(port, refusal.PortTaken);
        Assert.IsFalse(refusal.IsNameTaken);
        Assert.AreEqual($"docker run: {said}", refusal.Message);
    }

    [TestMethod]
    [DataRow(
        Response + "Conflict. The container name \"/emulator_0\" is already in use by container \"bf92\". "
            + "You have to remove (or rename) that container to be able to reuse that name.")]
    [DataRow(
        "Error: creating container storage: the container name \"emulator_0\" is already in use by bf92. "
            + "You have to remove that container to be able to reuse that name")]
    public void Exception_NameTaken_IsRecognised(string said) =>
        Assert.IsTrue(new ContainerEngineException("run", [said], 125, new CakeException(125, "exit code 125")).IsNameTaken);

    [TestMethod]
    public void Exception_NoOutput_HasTheMessageOfCake()
    {
        var refusal = new ContainerEngineException("ps", [], 1, new CakeException("Docker: Could not locate executable."));

        Assert.AreEqual("docker ps: Docker: Could not locate executable.", refusal.Message);
        Expect.Sequence(refusal.Errors, "Docker: Could not locate executable.");
    }
}
