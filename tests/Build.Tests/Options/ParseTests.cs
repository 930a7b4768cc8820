namespace Build.Tests.Options;

[TestClass]
public sealed class ParseTests
{
    [TestMethod]
    [DataRow("1", 1)]
    [DataRow("64", 64)]
    [DataRow("007", 7)]
    public void Integer_InRange_IsParsed(string text, int number) => Assert.AreEqual(number, Parse.Integer(1, 64)(text));

    [TestMethod]
    [DataRow("0")]
    [DataRow("65")]
    [DataRow("-1")]
    [DataRow("+1")]
    [DataRow(" 1")]
    [DataRow("1.0")]
    [DataRow("1e1")]
    [DataRow("two")]
    [DataRow("")]
    [DataRow("99999999999")]
    public void Integer_Invalid_NamesTheRange(string text) => Refuses(Parse.Integer(1, 64), text, "not a whole number from 1 to 64.");

    [TestMethod]
    [DataRow("0.1", 0.1)]
    [DataRow("100", 100)]
    [DataRow("2.5", 2.5)]
    public void Number_InRange_IsParsed(string text, double number) => Assert.AreEqual(number, Parse.Number(0.1, 100)(text), 0);

    [TestMethod]
    [DataRow("0")]
    [DataRow("0.09")]
    [DataRow("100.1")]
    [DataRow("-1")]
    [DataRow("1,5")]
    [DataRow("1e1")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("")]
    public void Number_Invalid_NamesTheRange(string text) => Refuses(Parse.Number(0.1, 100), text, "not a number from 0.1 to 100.");

    [TestMethod]
    [DataRow("2", new[] { 2 })]
    [DataRow("2,3,4", new[] { 2, 3, 4 })]
    [DataRow("64, 2", new[] { 64, 2 })]
    public void FleetSizes_List_KeepsItsOrder(string text, int[] counts) =>
        CollectionAssert.AreEqual(counts, Parse.FleetSizes(text).ToArray());

    [TestMethod]
    [DataRow("1", "not a list of numbers from 2 to 64.")]
    [DataRow("2,65", "not a list of numbers from 2 to 64.")]
    [DataRow("2,,3", "not a list of numbers from 2 to 64.")]
    [DataRow("2;3", "not a list of numbers from 2 to 64.")]
    [DataRow("", "not a list of numbers from 2 to 64.")]
    [DataRow("2,3,2", "2 is listed twice.")]
    public void FleetSizes_Invalid_GivesAnExample(string text, string message) => Refuses(Parse.FleetSizes, text, message);

    [TestMethod]
    [DataRow("", true)]
    [DataRow("true", true)]
    [DataRow("True", true)]
    [DataRow("false", false)]
    [DataRow("FALSE", false)]
    public void Switch_EmptyOrBoolean_IsParsed(string text, bool value) => Assert.AreEqual(value, Parse.Switch(text));

    [TestMethod]
    [DataRow("1")]
    [DataRow("yes")]
    [DataRow(" ")]
    public void Switch_Invalid_NamesTheValues(string text) =>
        Refuses(text => (object)Parse.Switch(text), text, "neither true nor false.");

    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    public void Text_Blank_IsRejected(string text) => Refuses(Parse.Text, text, "the value is missing.");

    [TestMethod]
    public void Text_WithSpaces_IsUnchanged() => Assert.AreEqual(" a b ", Parse.Text(" a b "));

    [TestMethod]
    [DataRow("missing", PullPolicy.Missing)]
    [DataRow("ALWAYS", PullPolicy.Always)]
    [DataRow("never", PullPolicy.Never)]
    public void OneOf_KnownValue_IgnoresCase(string text, PullPolicy policy) => Assert.AreEqual(policy, Policy(text));

    [TestMethod]
    [DataRow("nevr", "not one of missing, always, never. Did you mean never?")]
    [DataRow("sometimes", "not one of missing, always, never.")]
    [DataRow("", "not one of missing, always, never.")]
    public void OneOf_UnknownValue_ListsTheValues(string text, string message) => Refuses(text => (object)Policy(text), text, message);

    [TestMethod]
    public void Emulator_KeywordOrCommand_IsItsKind()
    {
        Assert.AreSame(EmulatorChoice.Docker, Parse.Emulator("docker"));
        Assert.AreSame(EmulatorChoice.Virtual, Parse.Emulator("virtual"));
        var command = Parse.Emulator("python3 'src dir/main.py' --port 1");
        Assert.AreEqual(EmulatorKind.Command, command.Kind);
        Expect.Sequence(command.Command, "python3", "src dir/main.py", "--port", "1");
    }

    [TestMethod]
    [DataRow("a", new[] { "a" })]
    [DataRow("  a\tb  ", new[] { "a", "b" })]
    [DataRow("a 'b c' d", new[] { "a", "b c", "d" })]
    [DataRow("a \"it's\"", new[] { "a", "it's" })]
    [DataRow("a 'say \"hi\"'", new[] { "a", "say \"hi\"" })]
    [DataRow("a b'c d'e", new[] { "a", "bc de" })]
    [DataRow("a '' b", new[] { "a", "", "b" })]
    [DataRow("a $HOME `x`", new[] { "a", "$HOME", "`x`" })]
    public void Command_Quotes_AreThoseOfAShell(string text, string[] words) => CollectionAssert.AreEqual(words, Parse.Command(text).ToArray());

    [TestMethod]
    [DataRow("", "the command is empty.")]
    [DataRow("  ", "the command is empty.")]
    [DataRow("a 'b", "the quotation mark ' is not closed.")]
    [DataRow("a \"b'", "the quotation mark \" is not closed.")]
    public void Command_Invalid_NamesTheError(string text, string message) => Refuses(Parse.Command, text, message);

    private static Func<string, PullPolicy> Policy { get; } =
        Parse.OneOf(("missing", PullPolicy.Missing), ("always", PullPolicy.Always), ("never", PullPolicy.Never));

    private static void Refuses<T>(Func<string, T> parse, string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => parse(text)).Message);
}
