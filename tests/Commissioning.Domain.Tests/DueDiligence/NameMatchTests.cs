using System.Globalization;
using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class NameMatchTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private sealed record Pair(string Kind, string Left, string Right, bool Same, string Origin);

    /// <summary>400 invented pairs, labelled by a person who had not seen the matcher. It has been tuned on them since.</summary>
    private static IReadOnlyList<Pair> Pairs(string file = "name-pairs.csv") =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "DueDiligence", file))
            .Skip(1)
            .Select(Cells)
            .Select(cells => new Pair(cells[0], cells[1], cells[2], cells[3] == "yes", cells[4]))
            .ToList();

    /// <summary>An officer sees a pair when the keys find it and the comparison agrees.</summary>
    private static bool IsFound(Pair pair) =>
        IsShown(pair)
        && (
            pair.Kind == "person"
                ? NameMatch.PersonKeys(pair.Left).Intersect(NameMatch.PersonKeys(pair.Right))
                : NameMatch.OrganisationKeys(pair.Left).Intersect(NameMatch.OrganisationKeys(pair.Right))
        ).Any();

    /// <summary>The missed and the false pairs of a review, and others of their kinds.</summary>
    [Fact]
    public void Name_match_is_right_about_the_pairs_that_a_review_found_missed_or_false() =>
        Assert.Empty(
            Pairs("name-pairs-review.csv")
                .Where(pair => IsFound(pair) != pair.Same)
                .Select(pair => $"{pair.Left} and {pair.Right} should {(pair.Same ? "" : "not ")}be shown")
        );

    /// <summary>200 pairs that somebody made without seeing the matcher. The first run found 79% at a precision of 97%. The odd rows were
    /// then used for general rules.</summary>
    [Fact]
    public void Name_match_finds_nine_in_ten_of_fresh_pairs_and_no_origin_is_flagged_more_than_others()
    {
        var pairs = Pairs("name-pairs-fresh.csv");
        Assert.Equal((200, 110), (pairs.Count, pairs.Count(pair => pair.Same)));
        foreach (
            var (name, part) in pairs
                .GroupBy(pair => pair.Kind)
                .Select(group => (group.Key, group.ToList()))
                .Append(("all", pairs.ToList()))
                .Append(("odd rows", pairs.Where((_, i) => i % 2 == 0).ToList()))
                .Append(("even rows", pairs.Where((_, i) => i % 2 == 1).ToList()))
        )
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -14} recall {FoundRecall(part):0.000}  precision {FoundPrecision(part):0.000}"
                )
            );
        }
        Assert.True(FoundRecall(pairs) >= 0.9, $"recall {FoundRecall(pairs):0.000}");
        Assert.True(FoundPrecision(pairs) >= 0.9, $"precision {FoundPrecision(pairs):0.000}");
        var even = pairs.Where((_, i) => i % 2 == 1).ToList();
        Assert.True(FoundRecall(even) >= 0.85, $"recall of the other half {FoundRecall(even):0.000}");
        Assert.True(FoundPrecision(even) >= 0.9, $"precision of the other half {FoundPrecision(even):0.000}");
        // An origin has five to eighteen different pairs, so one false pair is up to 20 points: more than one would be a difference.
        var rates = pairs
            .Where(pair => !pair.Same)
            .GroupBy(pair => (pair.Kind, pair.Origin))
            .Select(group => (group.Key, Rate: (double)group.Count(IsFound) / group.Count(), Count: group.Count()))
            .ToList();
        foreach (var (key, rate, count) in rates)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{key.Kind, -14} {key.Origin, -22} false {rate:0.000} of {count}")
            );
        Assert.All(
            rates,
            one =>
                Assert.True(
                    one.Rate - rates.Where(other => other.Key.Kind == one.Key.Kind).Average(other => other.Rate) <= 0.2,
                    $"{one.Key} {one.Rate:0.000}"
                )
        );
    }

    /// <summary>200 pairs of another hand, on which nothing was tuned: the first run found 91% at a precision of 95%, organisations 93% and
    /// 94%, people 89% and 96%. No origin has more than one false pair. A change of the matcher that fails here is judged on new
    /// pairs, not fitted to these.</summary>
    [Fact]
    public void Name_match_finds_nine_in_ten_of_pairs_on_which_nothing_was_tuned()
    {
        var pairs = Pairs("name-pairs-unseen.csv");
        Assert.Equal((200, 110), (pairs.Count, pairs.Count(pair => pair.Same)));
        Assert.True(FoundRecall(pairs) >= 0.9, $"recall {FoundRecall(pairs):0.000}");
        Assert.True(FoundPrecision(pairs) >= 0.9, $"precision {FoundPrecision(pairs):0.000}");
        Assert.All(
            pairs.Where(pair => !pair.Same).GroupBy(pair => (pair.Kind, pair.Origin)),
            origin => Assert.True(origin.Count(IsFound) <= 1, $"{origin.Key}: {origin.Count(IsFound)} of {origin.Count()}")
        );
    }

    private static double FoundRecall(IReadOnlyCollection<Pair> pairs) =>
        (double)pairs.Count(pair => pair.Same && IsFound(pair)) / pairs.Count(pair => pair.Same);

    private static double FoundPrecision(IReadOnlyCollection<Pair> pairs) =>
        (double)pairs.Count(pair => pair.Same && IsFound(pair)) / Math.Max(1, pairs.Count(IsFound));

    [Theory]
    [InlineData("Go-Getta CIC", "GoGetta Ltd", false, "'cic', 'ltd' left out; the same letters when joined")]
    [InlineData("LCYC", "Leicester Caribbean Youth Club", false, "'lcyc' has the initials of 'leicester caribbean youth club'")]
    [InlineData("E2 Ltd trading as Streetvibe", "Streetvibe", false, "'Streetvibe' and 'Streetvibe' are compared")]
    [InlineData("Trinity (Methodist Church) Youth Project", "Trinity Youth Project", false, "only one has 'methodist', 'church'")]
    [InlineData("Zinthiya Trust", "Zinthia Trust", false, "'zinthiya' and 'zinthia' are nearly the same word")]
    [InlineData("Youth Club Oadby", "Oadby Youth Club", false, "the words in another order")]
    [InlineData("Oadby Youth Club", "OADBY YOUTH CLUB", false, "the same words")]
    [InlineData("Kasia Zielinska", "Katarzyna Zielinska", true, "'kasia' and 'katarzyna' are forms of one name")]
    [InlineData("KHAN, Amira", "Amira Khan", true, "the names in another order")]
    [InlineData("J. Threlkeld", "Jane Threlkeld", true, "'j' may stand for 'jane'")]
    [InlineData("Gurmeet Singh Bahra", "Gurmeet Bahra", true, "only one has 'singh'")]
    public void Name_match_says_why_a_pair_is_shown(string left, string right, bool isPerson, string why) =>
        Assert.Equal(why, NameMatch.WhyAlike(left, right, isPerson));

    [Fact]
    public void Name_match_joins_letters_wherever_a_name_is_cut()
    {
        foreach (
            var name in Pairs()
                .Where(pair => pair.Kind != "person")
                .Select(pair => pair.Left)
                .Where(name => name.All(letter => char.IsAsciiLetter(letter) || letter == ' '))
        )
        {
            var joined = name.Replace(" ", "", StringComparison.Ordinal);
            Assert.True(
                NameMatch.OrganisationKey(name).Replace(" ", "", StringComparison.Ordinal) != NameMatch.OrganisationKey(joined)
                    || NameMatch.Organisations(name, joined) == 1
                        && NameMatch.OrganisationKeys(name).Intersect(NameMatch.OrganisationKeys(joined)).Any(),
                name
            );
        }
    }

    [Fact]
    public void Name_match_treats_common_names_of_every_origin_alike()
    {
        // Two names that many people bear are one person only when nothing differs.
        foreach (
            var (given, middle, family) in new[]
            {
                ("Mohammed", "Ali", "Khan"),
                ("John", "David", "Smith"),
                ("Maria", "Anna", "Garcia"),
                ("Abdi", "Omar", "Farah"),
                ("Anna", "Maria", "Nowak"),
            }
        )
        {
            Assert.True(NameMatch.People($"{given} {family}", $"{given} {middle} {family}") < NameMatch.PersonThreshold, given);
            Assert.True(NameMatch.People($"{given[0]}. {family}", $"{given} {family}") < NameMatch.PersonThreshold, given);
            Assert.Equal(1, NameMatch.People($"{given} {family}", $"{family}, {given}"));
            // On the sanctions list they are looked at all the same.
            Assert.True(NameMatch.People($"{given} {family}", $"{given} {middle} {family}") >= NameMatch.ListThreshold(true, false), given);
            Assert.True(NameMatch.People($"{given[0]}. {family}", $"{given} {family}") >= NameMatch.ListThreshold(true, true), given);
        }
    }

    private static bool IsShown(Pair pair, double? threshold = null) =>
        pair.Kind == "person"
            ? NameMatch.People(pair.Left, pair.Right) >= (threshold ?? NameMatch.PersonThreshold)
            : NameMatch.Organisations(pair.Left, pair.Right) >= (threshold ?? NameMatch.OrganisationThreshold);

    [Fact]
    public void Name_match_finds_at_least_95_percent_of_pairs_at_a_precision_of_at_least_80()
    {
        var pairs = Pairs();
        Assert.Equal((400, 200), (pairs.Count, pairs.Count(pair => pair.Same)));
        foreach (var threshold in new double?[] { 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, null })
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(threshold is null ? "as used" : threshold), 8}: recall {Recall(pairs, threshold):0.000}, precision {Precision(pairs, threshold):0.000}"
                )
            );
        Assert.True(Recall(pairs) >= 0.95, $"recall {Recall(pairs):0.000}");
        Assert.True(Precision(pairs) >= 0.8, $"precision {Precision(pairs):0.000}");
        var other = pairs.Where((_, i) => i % 2 == 1).ToList();
        Assert.True(Recall(other) >= 0.93, $"recall of the other half {Recall(other):0.000}");
        Assert.True(Precision(other) >= 0.8, $"precision of the other half {Precision(other):0.000}");
    }

    [Fact]
    public void Name_match_keys_find_nearly_every_pair_that_matches()
    {
        var same = Pairs().Where(pair => pair.Same && IsShown(pair)).ToList();
        var found = same.Count(pair =>
            (
                pair.Kind == "person"
                    ? NameMatch.PersonKeys(pair.Left).Intersect(NameMatch.PersonKeys(pair.Right))
                    : NameMatch.OrganisationKeys(pair.Left).Intersect(NameMatch.OrganisationKeys(pair.Right))
            ).Any()
        );
        Assert.True(found >= 0.97 * same.Count, $"{found} of {same.Count}");
    }

    [Theory]
    [InlineData("Cher", "CHER")] // One name.
    [InlineData("O'Neill, Siobhán", "Siobhan O’Neill")]
    [InlineData("Siobhan ONeill", "Siobhan O Neill")]
    [InlineData("Anne-Marie Clarke", "Anne Marie Clarke")]
    [InlineData("Yousef Hussain", "Yusuf Hussein")]
    [InlineData("Сергей Иванов", "Sergei Ivanov")]
    [InlineData("Dr Robert McDonald MBE", "Bob Mc Donald")]
    public void Name_match_joins_spellings_of_one_person(string left, string right) =>
        Assert.True(NameMatch.People(left, right) >= NameMatch.PersonThreshold, $"{NameMatch.People(left, right)}");

    [Theory]
    [InlineData("Ali", "Ali Hassan")]
    [InlineData("Brown", "Browning")]
    [InlineData("John Harris", "John Harrison")]
    [InlineData("Paul Martin", "Paula Martin")]
    [InlineData("", "John Smith")]
    [InlineData("...", "---")]
    public void Name_match_keeps_two_people_apart(string left, string right) =>
        Assert.True(NameMatch.People(left, right) < NameMatch.PersonThreshold);

    [Theory]
    [InlineData("The Elm Park Community Trust Ltd", "Elm Park Community Trust")]
    [InlineData("Saint Mary's & Saint John's", "St Marys and St Johns")]
    [InlineData("Elm Park CIC", "Elm Park Community Interest Company")]
    [InlineData("1st Oadby Scout Group", "First Oadby Scouts Group")]
    public void Name_match_reads_the_usual_variants_of_an_organisations_name_as_one(string left, string right) =>
        Assert.Null(NameMatch.WhyNamesDiffer(left, right));

    [Fact]
    public void Name_match_reports_the_words_that_differ() =>
        Assert.Equal("elm, oak", NameMatch.WhyNamesDiffer("Elm Park Trust", "Oak Park Trust"));

    [Fact]
    public void Name_match_does_not_depend_on_order_and_a_name_matches_itself()
    {
        foreach (var pair in Pairs())
        {
            Func<string, string, double> likeness = pair.Kind == "person" ? NameMatch.People : NameMatch.Organisations;
            Assert.Equal(1, likeness(pair.Left, pair.Left));
            Assert.Equal(likeness(pair.Left, pair.Right), likeness(pair.Right, pair.Left), precision: 9);
            Assert.InRange(likeness(pair.Left, pair.Right), 0, 1);
        }
    }

    private static double Recall(IReadOnlyList<Pair> pairs, double? threshold = null) =>
        (double)pairs.Count(pair => pair.Same && IsShown(pair, threshold)) / pairs.Count(pair => pair.Same);

    private static double Precision(IReadOnlyList<Pair> pairs, double? threshold = null) =>
        (double)pairs.Count(pair => pair.Same && IsShown(pair, threshold)) / Math.Max(1, pairs.Count(pair => IsShown(pair, threshold)));

    private static string[] Cells(string line) =>
        System
            .Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
            .Select(match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"") : match.Groups[2].Value)
            .ToArray();
}
