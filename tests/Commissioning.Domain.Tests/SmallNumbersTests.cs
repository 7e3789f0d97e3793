namespace Commissioning.Domain.Tests;

public sealed class SmallNumbersTests
{
    [Theory]
    [InlineData("0 5 12", "0 5 12 = 17")]
    [InlineData("3 12 40", "not-shown not-shown 40 = 55")] // 3 alone could be worked out.
    [InlineData("3 12 12 40", "not-shown not-shown not-shown 40 = 67")] // A tie would reveal which one was hidden with it.
    [InlineData("1 5 40", "not-shown 5 not-shown = 46")] // 1 + 5 leaves only 1 and 5.
    [InlineData("2 3 3 40", "fewer fewer fewer 40 = 48")] // Eight among three reveals little.
    [InlineData("4 4 40", "not-shown not-shown not-shown = 48")] // Eight among two is four and four.
    [InlineData("4 4", "not-shown not-shown = not-shown")]
    [InlineData("3 0", "fewer 0 = fewer")]
    [InlineData("1 1 1 1", "not-shown not-shown not-shown not-shown = not-shown")] // Four among four.
    [InlineData("0 0", "0 0 = 0")]
    public void A_small_number_is_hidden_together_with_another(string numbers, string shown)
    {
        var result = SmallNumbers.Protect([numbers.Split(' ').Select(long.Parse).ToList()]);
        Assert.Equal(shown, $"{string.Join(' ', result.Tables[0].Select(Word))} = {Word(result.Total)}");
        static string Word(PeopleShown number) =>
            number.ToString() switch
            {
                "not shown" => "not-shown",
                "fewer than 5" => "fewer",
                var text => text,
            };
    }

    [Fact]
    public void A_hidden_number_is_described_in_words()
    {
        Assert.Equal("1,234", new PeopleShown(1234).ToString());
        Assert.Equal("fewer than 5", new PeopleShown(0, HiddenNumber.Few).ToString());
        Assert.Equal("not shown", new PeopleShown(0, HiddenNumber.Withheld).ToString());
    }

    /// <summary>Generates every possible table and groups them by what is shown. A reader who sees a table and knows the rule is left with
    /// the tables of its group; for any small number, these must give more than one answer.</summary>
    [Theory]
    [InlineData(2, 30)]
    [InlineData(3, 20)]
    [InlineData(4, 11)]
    public void A_hidden_number_cannot_be_worked_out_even_by_someone_who_knows_the_rule(int cells, int most) =>
        AssertOpen(All(cells, most).Select(table => new[] { table }));

    [Fact]
    public void A_hidden_number_cannot_be_worked_out_from_two_tables_of_the_same_people()
    {
        var pairs = All(2, 12).ToLookup(table => table.Sum());
        AssertOpen(
            All(3, 12).Where(table => table.Sum() <= 24).SelectMany(table => pairs[table.Sum()].Select(pair => new[] { pair, table }))
        );
    }

    [Fact]
    public void A_number_that_is_shown_is_true_and_never_small()
    {
        var random = new Random(3);
        for (var i = 0; i < 5_000; i++)
        {
            var people = random.Next(1, 60);
            var tables = Enumerable
                .Range(0, 5)
                .Select(_ =>
                {
                    var names = random.Next(1, 9);
                    var table = new long[names];
                    for (var person = 0; person < people; person++)
                        table[random.Next(names)]++;
                    return (IReadOnlyList<long>)table;
                })
                .ToList();
            var shown = SmallNumbers.Protect(tables);
            foreach (
                var (number, cell) in tables
                    .SelectMany((table, t) => table.Select((number, n) => (number, shown.Tables[t][n])))
                    .Append((people, shown.Total))
            )
            {
                Assert.True(
                    cell.Hidden == HiddenNumber.No ? cell.Number == number && !SmallNumbers.IsFew(number) : cell.Number == 0 && number > 0
                );
                Assert.True(cell.Hidden != HiddenNumber.Few || SmallNumbers.IsFew(number));
            }
        }
    }

    private static IEnumerable<IReadOnlyList<long>> All(int cells, int most) =>
        cells == 0
            ?
            [
                [],
            ]
            : All(cells - 1, most)
                .SelectMany(table => Enumerable.Range(0, most + 1).Select(number => (IReadOnlyList<long>)[.. table, number]));

    private static void AssertOpen(IEnumerable<IReadOnlyList<IReadOnlyList<long>>> possible)
    {
        foreach (
            var alike in possible.GroupBy(tables =>
                SmallNumbers.Protect(tables) is var shown
                    ? string.Join('|', shown.Tables.Select(table => string.Join(' ', table)).Append(shown.Total.ToString()))
                    : ""
            )
        )
        {
            var members = alike.ToList();
            for (var t = 0; t < members[0].Count; t++)
            for (var n = 0; n < members[0][t].Count; n++)
            {
                var answers = members.Select(tables => tables[t][n]).Distinct().ToList();
                Assert.True(answers.Count > 1 || !SmallNumbers.IsFew(answers[0]), $"{alike.Key} gives away {answers[0]}");
            }
        }
    }

    [Fact]
    public void Numbers_that_may_overlap_are_hidden_one_by_one() =>
        Assert.Equal(
            ["0", "fewer than 5", "5", "fewer than 5"],
            SmallNumbers.Overlapping([0, 4, 5, 1]).Select(number => number.ToString())
        );
}
