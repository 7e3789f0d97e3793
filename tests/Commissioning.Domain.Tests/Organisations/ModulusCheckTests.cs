using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

/// <summary>The test cases that Pay.UK (Vocalink) publishes with the specification, and the lines of the weight table that they
/// need.</summary>
public sealed class ModulusCheckTests
{
    private const string Weights = """
        070116 070116 MOD11 0 0 7 6 5 8 9 4 5 6 7 8 9 -1 12
        070116 070116 MOD10 0 3 2 4 5 8 9 4 5 6 7 8 9 -1 13
        074456 074456 MOD11 0 0 7 6 5 8 9 4 5 6 7 8 9 -1 12
        074456 074456 MOD10 0 3 2 4 5 8 9 4 5 6 7 8 9 -1 13
        086090 086090 MOD10 0 0 3 7 1 3 7 1 3 7 1 3 7 1 8
        089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1
        102400 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1
        110000 119280 DBLAL 0 0 2 1 2 1 2 1 2 1 2 1 2 1 1
        134012 134020 MOD11 0 0 0 7 5 9 8 4 6 3 5 2 0 0 4
        180002 180002 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1 14
        200901 201159 MOD11 0 0 0 0 0 0 0 7 6 5 4 3 2 1 6
        200901 201159 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1 6
        202700 203239 MOD11 0 0 0 0 0 0 0 7 6 5 4 3 2 1 6
        202700 203239 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1 6
        309001 309633 MOD11 0 0 3 2 9 8 5 7 6 5 4 3 2 1 2
        309001 309633 MOD11 0 0 3 2 9 8 1 7 6 5 4 3 2 1 9
        771900 772799 MOD11 0 0 1 2 5 3 6 4 8 7 10 9 3 1 7
        820000 826097 MOD11 0 0 0 0 0 0 0 0 7 3 4 9 2 1
        820000 826097 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1 3
        826919 827999 MOD11 0 0 0 0 0 0 0 0 7 3 4 9 2 1
        826919 827999 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1 3
        870000 872791 MOD11 0 0 1 2 5 3 6 4 8 7 10 9 3 1 10
        870000 872791 MOD11 0 0 5 10 9 8 0 7 6 5 4 3 2 1 11
        938000 938696 MOD11 7 6 5 4 3 2 7 6 5 4 3 2 0 0 5
        938000 938696 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 0 5
        """;
    private const string Substitutions = "938600 938611\n";
    private static ModulusTable Table => ModulusTable.Read(Weights, Substitutions).Table!;

    [Theory]
    [InlineData("089999", "66374958", true)] // modulus 10
    [InlineData("107999", "88837491", true)] // modulus 11
    [InlineData("202959", "63748472", true)] // modulus 11 and double alternate
    [InlineData("871427", "46238510", true)] // exceptions 10 and 11: first passes, second fails
    [InlineData("872427", "46238510", true)] // first fails, second passes
    [InlineData("871427", "09123496", true)] // exception 10 with ab = 09 and g = 9
    [InlineData("871427", "99123496", true)] // with ab = 99
    [InlineData("820000", "73688637", true)] // exception 3, c = 6: second ignored
    [InlineData("827999", "73988638", true)] // c = 9
    [InlineData("827101", "28748352", true)] // both checks made
    [InlineData("134020", "63849203", true)] // exception 4: remainder is the check digits
    [InlineData("118765", "64371389", true)] // exception 1: 27 added
    [InlineData("938611", "07806039", true)] // exception 5
    [InlineData("938600", "42368003", true)] // exception 5 with substitution
    [InlineData("938063", "55065200", true)] // exception 5, remainder 0
    [InlineData("772798", "99345694", true)] // exception 7
    [InlineData("086090", "06774744", true)] // exception 8
    [InlineData("309070", "02355688", true)] // exceptions 2 and 9: first passes
    [InlineData("309070", "12345668", true)] // second passes with substitution
    [InlineData("309070", "12345677", true)] // a is not 0, g is not 9
    [InlineData("309070", "99345694", true)] // a is not 0, g is 9
    [InlineData("938063", "15764273", false)] // first check digit right, second wrong
    [InlineData("938063", "15764264", false)] // first wrong, second right
    [InlineData("938063", "15763217", false)] // first wrong with remainder 1
    [InlineData("118765", "64371388", false)]
    [InlineData("203099", "66831036", false)] // passes modulus 11, fails double alternate
    [InlineData("203099", "58716970", false)] // fails modulus 11, passes double alternate
    [InlineData("089999", "66374959", false)]
    [InlineData("107999", "88837493", false)]
    [InlineData("074456", "12345112", true)] // exceptions 12 and 13
    [InlineData("070116", "34012583", true)]
    [InlineData("074456", "11104102", true)]
    [InlineData("180002", "00000190", true)] // exception 14: first fails, second passes
    public void The_modulus_check_agrees_with_the_published_cases(string sortCode, string account, bool passes) =>
        Assert.Equal(passes ? ModulusResult.CouldExist : ModulusResult.CannotExist, ModulusCheck.Of(Table, sortCode, account));

    [Theory]
    [InlineData("200915", "41011166")] // exception 6: a foreign currency account cannot be checked
    [InlineData("999999", "12345678")] // no line covers it
    public void The_modulus_check_says_nothing_about_accounts_outside_its_table(string sortCode, string account) =>
        Assert.Equal(ModulusResult.NotCovered, ModulusCheck.Of(Table, sortCode, account));

    [Fact]
    public void The_modulus_check_finds_a_mistake_in_any_one_digit()
    {
        foreach (var place in Enumerable.Range(0, 8))
        foreach (var digit in "0123456789".Where(digit => digit != "66374958"[place]))
            Assert.Equal(
                ModulusResult.CannotExist,
                ModulusCheck.Of(Table, "089999", string.Concat("66374958".Select((was, i) => i == place ? digit : was)))
            );
    }

    [Theory]
    [InlineData("089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7", "", "Weights, line 1: has 16 columns, but needs 17 or 18")]
    [InlineData(
        "08900 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1",
        "",
        "Weights, line 1, columns 1 and 2: a range needs two sort codes of six digits"
    )]
    [InlineData("089999 089000 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1", "", "Weights, line 1: the range ends before it starts")]
    [InlineData("089000 089999 MOD12 0 0 0 0 0 0 7 1 3 7 1 3 7 1", "", "Weights, line 1, column 3: MOD12 is not MOD10, MOD11 or DBLAL")]
    [InlineData("089000 089999 MOD10 0 0 0 0 0 0 7 1 x 7 1 3 7 1", "", "Weights, line 1: x is not a whole number")]
    [InlineData(
        "089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1 15",
        "",
        "Weights, line 1, column 18: 15 is not an exception from 1 to 14"
    )]
    [InlineData("", "", "The weight table has no lines")]
    [InlineData("089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1", "938600", "Substitutions, line 1: needs two sort codes of six digits")]
    [InlineData(
        "089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1",
        "938600 938611\n938600 938612",
        "Substitutions, line 2: 938600 is in the file twice"
    )]
    public void A_modulus_table_line_that_cannot_be_read_is_reported_by_number(string weights, string substitutions, string fault)
    {
        var (table, faults) = ModulusTable.Read(weights, substitutions);
        Assert.Null(table);
        Assert.Equal(fault, Assert.Single(faults));
    }

    [Fact]
    public void The_modulus_check_throws_when_a_sort_code_or_account_has_the_wrong_length() =>
        Assert.Throws<ArgumentException>(() => ModulusCheck.Of(Table, "08999", "66374958"));
}
