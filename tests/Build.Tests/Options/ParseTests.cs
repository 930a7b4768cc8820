using Build.Options;
using LoadSharing.Tests;

namespace Build.Tests.Options;

[TestClass]
public sealed class ParseTests
{
    [TestMethod]
    [DataRow("1", 1)]
    [DataRow("64", 64)]
    [DataRow("007", 7)]
    public void Count_InRange_IsThatNumber(string text, int number) => Assert.AreEqual(number, Parse.Count(1, 64)(text));

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
    public void Count_Else_SaysTheRange(string text) => Refuses(Parse.Count(1, 64), text, $"'{text}' is not a whole number from 1 to 64.");

    [TestMethod]
    [DataRow("0.1", 0.1)]
    [DataRow("100", 100)]
    [DataRow("2.5", 2.5)]
    public void Factor_InRange_IsThatNumber(string text, double number) => Assert.AreEqual(number, Parse.Factor(0.1, 100)(text), 0);

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
    public void Factor_Else_SaysTheRange(string text) => Refuses(Parse.Factor(0.1, 100), text, $"'{text}' is not a number from 0.1 to 100.");

    [TestMethod]
    [DataRow("2", new[] { 2 })]
    [DataRow("2,3,4", new[] { 2, 3, 4 })]
    [DataRow("64, 2", new[] { 64, 2 })]
    public void InstanceCounts_List_IsThoseNumbersInTheirOrder(string text, int[] counts) =>
        CollectionAssert.AreEqual(counts, Parse.InstanceCounts(text).ToArray());

    [TestMethod]
    [DataRow("1", "'1' is not a whole number from 2 to 64. Give a list such as 2,3,4.")]
    [DataRow("2,65", "'65' is not a whole number from 2 to 64. Give a list such as 2,3,4.")]
    [DataRow("2,,3", "'' is not a whole number from 2 to 64. Give a list such as 2,3,4.")]
    [DataRow("2;3", "'2;3' is not a whole number from 2 to 64. Give a list such as 2,3,4.")]
    [DataRow("", "'' is not a whole number from 2 to 64. Give a list such as 2,3,4.")]
    [DataRow("2,3,2", "a count stands twice; give each once, such as 2,3,4.")]
    public void InstanceCounts_Else_SaysWhatToGive(string text, string message) => Refuses(Parse.InstanceCounts, text, message);

    [TestMethod]
    [DataRow("", true)]
    [DataRow("true", true)]
    [DataRow("True", true)]
    [DataRow("false", false)]
    [DataRow("FALSE", false)]
    public void Switch_AloneOrWithABoolean_IsThat(string text, bool value) => Assert.AreEqual(value, Parse.Switch(text));

    [TestMethod]
    [DataRow("1")]
    [DataRow("yes")]
    [DataRow(" ")]
    public void Switch_Else_SaysWhatToGive(string text) =>
        Refuses(text => (object)Parse.Switch(text), text, $"'{text}' is neither true nor false; give the option alone, or with =true or =false.");

    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    public void Text_Blank_IsMissing(string text) => Refuses(Parse.Text, text, "the value is missing; write it behind an equals sign.");

    [TestMethod]
    public void Text_Given_IsTakenAsItIs() => Assert.AreEqual(" a b ", Parse.Text(" a b "));

    [TestMethod]
    [DataRow("missing", PullPolicy.Missing)]
    [DataRow("ALWAYS", PullPolicy.Always)]
    [DataRow("never", PullPolicy.Never)]
    public void OneOf_AChoice_IsItsValueInAnyCase(string text, PullPolicy policy) => Assert.AreEqual(policy, Policy(text));

    [TestMethod]
    [DataRow("nevr", "'nevr' is none of missing, always, never. Did you mean never?")]
    [DataRow("sometimes", "'sometimes' is none of missing, always, never.")]
    [DataRow("", "'' is none of missing, always, never.")]
    public void OneOf_Else_ListsTheChoices(string text, string message) => Refuses(text => (object)Policy(text), text, message);

    [TestMethod]
    public void Emulator_Words_AreTheKinds()
    {
        Assert.AreSame(EmulatorChoice.Docker, Parse.Emulator("docker"));
        Assert.AreSame(EmulatorChoice.Virtual, Parse.Emulator("virtual"));
        var command = Parse.Emulator("python3 'src dir/main.py' --port 1");
        Assert.AreEqual(EmulatorKind.Command, command.Kind);
        Expect.Sequence(command.Arguments, "python3", "src dir/main.py", "--port", "1");
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
    public void SplitCommand_Words_AreThoseOfAShell(string text, string[] words) => CollectionAssert.AreEqual(words, Parse.SplitCommand(text).ToArray());

    [TestMethod]
    [DataRow("", "the command is empty; give docker, virtual or a command that starts an emulator.")]
    [DataRow("  ", "the command is empty; give docker, virtual or a command that starts an emulator.")]
    [DataRow("a 'b", "a ' is opened and not closed.")]
    [DataRow("a \"b'", "a \" is opened and not closed.")]
    public void SplitCommand_Else_SaysWhatIsWrong(string text, string message) => Refuses(Parse.SplitCommand, text, message);

    private static Func<string, PullPolicy> Policy { get; } =
        Parse.OneOf(("missing", PullPolicy.Missing), ("always", PullPolicy.Always), ("never", PullPolicy.Never));

    private static void Refuses<T>(Func<string, T> parse, string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => parse(text)).Message);
}
