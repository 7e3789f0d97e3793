using System.Text.Json;
using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Publishing;

/// <summary>What an edition of figures publishes, and nothing else: every number of people in it is a sum of groups of at least three
/// projects, each rounded; see <see cref="Suppression"/>.</summary>
public sealed record EditionContent : IJsonText<EditionContent>
{
    /// <summary>What each edition so far has added, the oldest first.</summary>
    public IReadOnlyList<EditionRelease> Releases { get; init; } = [];

    /// <summary>Projects and money, which are public for each project.</summary>
    public IReadOnlyList<EditionMoney> Money { get; init; } = [];

    /// <summary>Outcomes of the finished projects.</summary>
    public EditionOutcomes Outcomes { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Finished projects that are not in the numbers of people yet, because fewer than three have come since the edition
    /// before.</summary>
    public int Waiting { get; init; }

    /// <summary>Final returns of the time that are sent and not checked, so their projects are left out.</summary>
    public int NotChecked { get; init; }

    /// <summary>Projects that are left out for good: they, or one of their group, were corrected since they were published.</summary>
    public int Corrected { get; init; }

    /// <summary>Null: not shown.</summary>
    public long? PeopleNew => Sum(Groups, group => group.PeopleNew);
    public long? PeopleRepeat => Sum(Groups, group => group.PeopleRepeat);

    /// <summary>Projects in these numbers.</summary>
    public int Projects => Groups.Where(group => group.PeopleNew is not null).Sum(group => group.Projects);

    /// <summary>Projects whose numbers are not shown.</summary>
    public int NotShown => Groups.Where(group => group.PeopleNew is null).Sum(group => group.Projects);

    private IEnumerable<EditionGroup> Groups => Releases.SelectMany(release => release.Groups);

    /// <summary>One breakdown. Groups whose projects differ in it stand together in the last row.</summary>
    public IReadOnlyList<EditionRow> By(int breakdown) =>
        Groups
            .GroupBy(group => group.By.ElementAtOrDefault(breakdown))
            .OrderBy(rows => rows.Key is null)
            .ThenBy(rows => rows.Key, StringComparer.Ordinal)
            .Select(rows => new EditionRow(
                rows.Key ?? Together,
                rows.Where(group => group.PeopleNew is not null).Sum(group => group.Projects) is > 0 and var shown
                    ? shown
                    : rows.Sum(group => group.Projects),
                Sum(rows, group => group.PeopleNew),
                Sum(rows, group => group.PeopleRepeat)
            ))
            .ToList();

    /// <summary>The sum of what is shown; null when nothing is.</summary>
    private static long? Sum(IEnumerable<EditionGroup> groups, Func<EditionGroup, long?> of) =>
        groups.Select(of).OfType<long>().ToList() is { Count: > 0 } shown ? shown.Sum() : null;

    /// <summary>The answers to each question, added over what each edition published of it.</summary>
    public IReadOnlyList<EditionQuestion> Questions =>
        Releases
            .SelectMany(release => release.Questions)
            .GroupBy(question => question.Name)
            .Select(same => new EditionQuestion(
                same.Key,
                same.Any(one => one.MayOverlap),
                same.Sum(one => one.Projects),
                same.SelectMany(one => one.Choices)
                    .GroupBy(choice => choice.Name)
                    .InAnswerOrder(choice => choice.Key)
                    .OrderBy(choice => choice.Key == OthersTogether)
                    .Select(choice => new EditionChoice(choice.Key, choice.Sum(one => one.People)))
                    .ToList()
            ))
            .ToList();

    public const string Together = "Several together";
    public const string OthersTogether = "Other answers together";

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Releases,
                Money,
                Outcomes,
                Waiting,
                NotChecked,
                Corrected,
            }
        );

    public static EditionContent FromJson(string json) => JsonSerializer.Deserialize<EditionContent>(json)!;
}

/// <param name="Projects">Projects in the numbers, or those of which none is shown.</param>
/// <param name="PeopleNew">Null: not shown.</param>
public sealed record EditionRow(string Name, int Projects, long? PeopleNew, long? PeopleRepeat);

/// <param name="Projects">All finished projects, whether or not their people are shown.</param>
public sealed record EditionOutcomes(long Projects, long Promised, long Met, long PartlyMet, long NotMet);
