using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Publishing;

/// <summary>
/// Keeps the number of people of any one project from being worked out of published figures. Projects are put into groups of at least
/// three, once, and a group is never divided again, neither by another table nor by a later edition. Each group is rounded to the nearest
/// five, and every published number is a sum of rounded groups. A reader who subtracts any table, total or edition from another is so
/// left with whole groups: no difference is about fewer than three projects, and none is exact. The groups follow from the number and the
/// names of projects alone, never from their people, so that what is shown together gives nothing away. A number is shown only where at
/// least three projects have people in it and none has more than 70% of it; nor is a number of 1 to 4 ever shown, as five or as zero.
/// A group whose project is corrected after it was published is left out of later editions for good, with all answers that were published
/// with it: numbers that changed would show the correction, which is of one project.
/// The three, the five and the 70% are defaults, not OPCC policy.
/// </summary>
public static class Suppression
{
    /// <summary>No number of people is published of fewer projects than this.</summary>
    public const int FewestProjects = 3;

    /// <summary>No number of people is published of which one project has more than this, in percent. Default, not OPCC policy.</summary>
    public const int MostOfOne = 70;

    /// <summary>Numbers of people are rounded to a multiple of this.</summary>
    public const int Step = 5;

    /// <summary>How far a rounded number may be from the true one.</summary>
    private const int Off = Step / 2;

    /// <summary>A number of people, zero or more, rounded to the nearest five.</summary>
    public static long Rounded(long people) => (people + Off) / Step * Step;

    /// <summary>A number of people as it is published. Null: it is not shown.</summary>
    /// <param name="byProject">The people of each project, zero or more.</param>
    public static long? Shown(IReadOnlyList<long> byProject)
    {
        var all = byProject.Sum();
        return
            all >= SmallNumbers.Fewest
            && byProject.Count(people => people > 0) >= FewestProjects
            && byProject.Max() * 100 <= all * MostOfOne
            ? Rounded(all)
            : null;
    }

    /// <summary>Groups of at least three projects; none when there are fewer than three projects. The first breakdown divides first; names
    /// with fewer than three projects stay together, with the smallest other name where they are fewer than three themselves.</summary>
    public static IReadOnlyList<IReadOnlyList<EditionProject>> Groups(IReadOnlyList<EditionProject> projects) =>
        projects.Count < FewestProjects ? [] : Divide(projects, 0).ToList();

    private static IEnumerable<IReadOnlyList<EditionProject>> Divide(IReadOnlyList<EditionProject> projects, int breakdown)
    {
        if (breakdown == projects[0].By.Count)
            return [projects];
        var names = projects
            .GroupBy(project => project.By[breakdown])
            .Select(name => name.ToList())
            .OrderByDescending(name => name.Count)
            .ThenBy(name => name[0].By[breakdown], StringComparer.Ordinal)
            .ToList();
        var parts = names.Where(name => name.Count >= FewestProjects).ToList();
        var rest = names.Where(name => name.Count < FewestProjects).SelectMany(name => name).ToList();
        if (rest.Count is > 0 and < FewestProjects)
        {
            rest.AddRange(parts[^1]);
            parts.RemoveAt(parts.Count - 1);
        }
        if (rest.Count > 0)
            parts.Add(rest);
        return parts.SelectMany(part => Divide(part, breakdown + 1));
    }

    /// <summary>What an edition publishes of groups of projects that no edition has published before.</summary>
    /// <param name="questions">The questions about people, and whether one person may be counted under several answers.</param>
    public static EditionRelease Release(
        Guid edition,
        IReadOnlyList<IReadOnlyList<EditionProject>> groups,
        IReadOnlyList<(string Name, bool MayOverlap)> questions
    )
    {
        var rounded = groups
            .Select(group => new EditionGroup(
                group.Count,
                group[0].By.Select((name, i) => group.All(project => project.By[i] == name) ? name : null).ToList(),
                Shown(group.Select(project => project.PeopleNew).ToList()),
                Shown(group.Select(project => project.PeopleRepeat).ToList())
            ))
            .Select(group => group.PeopleNew is null ? group with { PeopleRepeat = null } : group)
            .ToList();
        // Answers of a group that is not shown would give its people.
        var all = groups.Where((_, i) => rounded[i].PeopleNew is not null).SelectMany(group => group).ToList();
        var asked = questions
            .Select(question => (question, projects: all.Where(project => project.People.ContainsKey(question.Name)).ToList()))
            .Where(one => one.projects.Count >= FewestProjects)
            .Select(one => new EditionQuestion(
                one.question.Name,
                one.question.MayOverlap,
                one.projects.Count,
                Answers(one.projects, one.question.Name)
            ))
            .Where(question => question.Choices.Count > 0)
            .ToList();
        while (asked.Count > 0 && !LeavesOpen(rounded, asked))
            asked.RemoveAt(asked.Count - 1);
        return new(edition, rounded, asked);
    }

    /// <summary>The answers to a question. Those that cannot be shown stand together, with the next smallest where they still cannot; none
    /// when that leaves no answer on its own. Zero is shown only where it is true.</summary>
    private static IReadOnlyList<EditionChoice> Answers(IReadOnlyList<EditionProject> projects, string question)
    {
        var answers = projects
            .SelectMany(project => project.People[question].Keys)
            .Distinct()
            .Select(name => (Name: name, People: projects.Select(project => project.People[question].GetValueOrDefault(name)).ToList()))
            .OrderBy(answer => answer.People.Sum())
            .ThenBy(answer => answer.Name, StringComparer.Ordinal)
            .ToList();
        var none = answers.Where(answer => answer.People.Sum() == 0).ToList();
        var alone = answers.Where(answer => Shown(answer.People) is not null).ToList();
        var together = answers.Except(none).Except(alone).Select(answer => answer.People).ToList();
        long? Together() => Shown(projects.Select((_, i) => together.Sum(people => people[i])).ToList());
        while (together.Count > 0 && alone.Count > 0 && Together() is null)
        {
            together.Add(alone[0].People);
            alone.RemoveAt(0);
        }
        if (together.Count > 0 && alone.Count == 0)
            return [];
        var shown = none.Select(answer => new EditionChoice(answer.Name, 0))
            .Concat(alone.Select(answer => new EditionChoice(answer.Name, Rounded(answer.People.Sum()))))
            .OrderBy(choice => choice.Name, StringComparer.Ordinal);
        return together.Count > 0 ? [.. shown, new(EditionContent.OthersTogether, Together()!.Value)] : [.. shown];
    }

    /// <summary>True when every group and every answer may still have at least three values, for somebody who knows that the answers to a
    /// question come to all people. Roundings that all go one way could otherwise be told from their sum: four answers of 3 are shown as
    /// 5, 5, 5 and 5, and twelve people as 10, which only four threes can be.</summary>
    private static bool LeavesOpen(IReadOnlyList<EditionGroup> groups, IReadOnlyList<EditionQuestion> questions)
    {
        var tables = questions
            .Where(question => !question.MayOverlap)
            .Select(question => question.Choices.Select(choice => Span.Of(choice.People)).ToList())
            .Prepend(groups.Where(group => group.PeopleNew is not null).Select(group => Span.Of(group.PeopleNew!.Value)).ToList())
            .ToList();
        var all = Span.SumOf(tables[0]);
        // Where projects were not all asked, the answers come to fewer people and tell less.
        foreach (var sum in tables.Skip(1).Select(Span.SumOf))
            all = sum.Least <= all.Most && sum.Most >= all.Least ? new(Math.Max(all.Least, sum.Least), Math.Min(all.Most, sum.Most)) : all;
        // Overlapping answers that stand together count answers, not people.
        var overlapping = questions
            .Where(question => question.MayOverlap)
            .SelectMany(question => question.Choices)
            .Where(choice => choice.Name != EditionContent.OthersTogether)
            .Select(choice => Span.Of(choice.People))
            .ToList();
        all = all with { Least = overlapping.Select(cell => cell.Least).Append(all.Least).Max() };
        return tables.All(table => table.All(cell => cell.IsNone || IsOpen(cell, Span.SumOf(table), all)))
            && overlapping.All(cell => cell.IsNone || Math.Min(cell.Most, all.Most) - cell.Least >= 2);
    }

    private static bool IsOpen(Span cell, Span sum, Span all) =>
        Math.Min(cell.Most, all.Most - (sum.Least - cell.Least)) - Math.Max(cell.Least, all.Least - (sum.Most - cell.Most)) >= 2;

    /// <summary>The numbers that a reader holds possible.</summary>
    private readonly record struct Span(long Least, long Most)
    {
        /// <summary>Zero is zero, and shown as five are five and more.</summary>
        public static Span Of(long rounded) => rounded == 0 ? new(0, 0) : new(Math.Max(SmallNumbers.Fewest, rounded - Off), rounded + Off);

        public bool IsNone => Most == 0;

        public static Span SumOf(IReadOnlyList<Span> spans) => new(spans.Sum(span => span.Least), spans.Sum(span => span.Most));
    }
}
