using Commissioning.Domain;
using Commissioning.Domain.Applications;

namespace Commissioning.Features.Applications;

/// <summary>Two copies of an application side by side: only what differs between them.</summary>
public sealed record ApplicationComparison(
    IReadOnlyList<ApplicationComparison.ChangedText> Project,
    IReadOnlyList<ApplicationComparison.ChangedText> Answers,
    ApplicationComparison.ChangedBudget? Budget,
    IReadOnlyList<ApplicationComparison.ChangedText> Outcomes,
    ApplicationComparison.ChangedDocuments? Documents,
    IReadOnlyList<ApplicationComparison.ChangedText> Organisation
)
{
    public sealed record ChangedText(string Name, string Before, string After);

    public sealed record ChangedBudget(Money? AskedBefore, Money? AskedAfter, IReadOnlyList<ChangedLine> Lines);

    /// <summary>A line of either budget, or of both.</summary>
    public sealed record ChangedLine(BudgetLine? Before, BudgetLine? After)
    {
        public bool IsChanged =>
            Before is null
            || After is null
            || (Before.Item, Before.Requested, Before.OtherFunders) != (After.Item, After.Requested, After.OtherFunders);
    }

    public sealed record ChangedDocuments(
        IReadOnlyList<ApplicationCopy.DocumentCopy> Before,
        IReadOnlyList<ApplicationCopy.DocumentCopy> After
    )
    {
        public bool IsRemoved(ApplicationCopy.DocumentCopy document) => After.All(other => other.Id != document.Id);

        public bool IsAdded(ApplicationCopy.DocumentCopy document) => Before.All(other => other.Id != document.Id);
    }

    public bool IsAny =>
        Project.Count + Answers.Count + Outcomes.Count + Organisation.Count > 0 || Budget is not null || Documents is not null;

    public static ApplicationComparison Of(ApplicationCopy before, ApplicationCopy after) =>
        new(
            Changed(ProjectTexts(before), ProjectTexts(after)),
            Changed(Texts(before.Answers), Texts(after.Answers)),
            BudgetOf(before, after),
            Changed(OutcomeTexts(before), OutcomeTexts(after)),
            before.Documents.Select(document => document.Id).ToHashSet().SetEquals(after.Documents.Select(document => document.Id))
                ? null
                : new(before.Documents, after.Documents),
            Changed([.. DetailTexts(before), .. Texts(before.Profile)], [.. DetailTexts(after), .. Texts(after.Profile)])
        );

    private static List<ChangedText> Changed(
        IReadOnlyList<(string Name, string Text)> before,
        IReadOnlyList<(string Name, string Text)> after
    )
    {
        var (old, now) = (before.ToLookup(one => one.Name, one => one.Text), after.ToLookup(one => one.Name, one => one.Text));
        return after
            .Concat(before)
            .Select(one => one.Name)
            .Distinct()
            .Select(name => new ChangedText(name, old[name].FirstOrDefault() ?? "", now[name].FirstOrDefault() ?? ""))
            .Where(one => one.Before != one.After)
            .ToList();
    }

    private static IReadOnlyList<(string, string)> Texts(IReadOnlyList<ApplicationCopy.AnswerCopy> answers) =>
        answers.Select(answer => (answer.Question, answer.Answer ?? "")).ToList();

    private static IReadOnlyList<(string, string)> ProjectTexts(ApplicationCopy copy) =>
        [
            ("Project name", copy.ProjectName ?? ""),
            ("In a sentence or two", copy.Summary ?? ""),
            ("Priority", copy.PriorityInWords ?? ""),
            ("People Zone", copy.Zone ?? ""),
            ("Link to the zones", copy.ZoneLinks ?? ""),
            ("Starts on", copy.StartsOn is { } starts ? LondonTime.Date(starts) : ""),
            ("Ends on", copy.EndsOn is { } ends ? LondonTime.Date(ends) : ""),
        ];

    private static IReadOnlyList<(string, string)> OutcomeTexts(ApplicationCopy copy) =>
        copy
            .Outcomes.SelectMany(
                (outcome, i) =>
                    new (string, string)[]
                    {
                        ($"Outcome {i + 1}: what will change", outcome.Outcome),
                        ($"Outcome {i + 1}: measured by", outcome.Measure),
                        ($"Outcome {i + 1}: from", outcome.Baseline),
                        ($"Outcome {i + 1}: to", outcome.Target),
                    }
            )
            .ToList();

    private static IReadOnlyList<(string, string)> DetailTexts(ApplicationCopy copy) =>
        [
            ("Name", copy.Organisation.Name),
            ("Kind", copy.Organisation.Kind),
            ("Charity number", copy.Organisation.CharityNumber ?? ""),
            ("Company number", copy.Organisation.CompanyNumber ?? ""),
            ("Address", $"{copy.Organisation.AddressLine}, {copy.Organisation.Town}, {copy.Organisation.Postcode}"),
            ("Telephone", copy.Organisation.Phone),
            ("Works mainly in", copy.Organisation.Area),
        ];

    private static ChangedBudget? BudgetOf(ApplicationCopy before, ApplicationCopy after)
    {
        // A line is the same by its name or, where it was renamed, by its place.
        var left = before.Budget.ToList();
        BudgetLine? Take(Func<BudgetLine, bool> isIt)
        {
            if (left.FirstOrDefault(isIt) is { } line && left.Remove(line))
                return line;
            return null;
        }
        var named = after
            .Budget.Select(line => (Line: line, Old: Take(old => string.Equals(old.Item, line.Item, StringComparison.OrdinalIgnoreCase))))
            .ToList();
        List<ChangedLine> lines = named
            .Select(pair => new ChangedLine(pair.Old ?? Take(old => old.Position == pair.Line.Position), pair.Line))
            .ToList();
        lines.AddRange(left.Select(line => new ChangedLine(line, null)));
        return before.AmountRequested == after.AmountRequested && lines.All(line => !line.IsChanged)
            ? null
            : new(before.AmountRequested, after.AmountRequested, lines);
    }
}
