using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>What an application needs before it can be sent. A draft is saved as it is, with a list of what is missing.</summary>
public static class ApplicationRules
{
    public const int SummaryWords = 60;

    /// <summary>The latest reminder that is due; null before the first and after closing.</summary>
    /// <param name="reminders">Days before closing, the first reminder first.</param>
    public static int? ReminderDue(DateTime closesAt, IReadOnlyList<int> reminders, DateTime now)
    {
        var come = reminders.Where(days => now >= closesAt.AddDays(-days) && now <= closesAt).ToList();
        return come.Count > 0 ? come[^1] : null;
    }

    /// <summary>Null when this kind of organisation may apply; otherwise the reason, and which fund may fit instead (R9, R10). A round that
    /// names no kinds is for all that may apply by themselves.</summary>
    /// <param name="kind">The name of the kind.</param>
    public static Refusal? WhyKindCannotApply(Round round, string kind, OrganisationKinds kinds)
    {
        if (kind == OrganisationRules.OnePerson)
            return new("We can fund organisations only. You could ask a local charity or community group to apply with you.", nameof(kind));
        var known = kinds.Find(kind);
        var eligible = round.EligibleKindList;
        return (eligible.Count == 0 ? known?.MayApply != false : eligible.Contains(kind) || known?.IsIn(eligible) == true)
            ? null
            : new(
                $"{(eligible.Count == 0 ? $"This round is not for this kind of organisation: {kind}." : $"This round is for these kinds of organisation: {string.Join(", ", eligible.Select(kinds.NameNow))}.")} {(string.IsNullOrEmpty(round.OtherFund) ? "Another organisation could apply with you." : round.OtherFund)}",
                nameof(kind)
            );
    }

    /// <summary>Null when an application may be started in this round.</summary>
    /// <param name="awarded">What a rolling round has awarded already.</param>
    public static Refusal? WhyCannotStart(Round round, Money awarded, DateTime now)
    {
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (now < round.OpensAt)
            return new($"This round opens at {LondonTime.DateAndTime(round.OpensAt)}");
        if (RoundRules.HasClosed(round, now))
            return new($"This round closed at {LondonTime.DateAndTime(round.ClosesAt)}");
        var left = round.Pot - awarded;
        return round.Policy.Rolling && (left <= Money.Zero || left < round.MinimumGrant)
            ? new($"The money of this round has been awarded: {left.ToShortString()} of {round.Pot.ToShortString()} is left")
            : null;
    }

    /// <summary>Null when an application received on this day may be entered: it arrived in time, and the threshold is not set.</summary>
    public static Refusal? WhyCannotEnter(Round round, DateOnly receivedOn, DateTime now)
    {
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (round.PublishedAt is null || now < round.OpensAt)
            return new($"This round opens at {LondonTime.DateAndTime(round.OpensAt)}", nameof(receivedOn));
        if (
            receivedOn < LondonTime.DateOf(round.OpensAt)
            || receivedOn > LondonTime.DateOf(round.ClosesAt)
            || receivedOn > LondonTime.DateOf(now)
        )
            return new(
                $"Enter a date between {LondonTime.Date(round.OpensAt)} and {LondonTime.Date(round.ClosesAt)} that is not in the future",
                nameof(receivedOn)
            );
        return round.ThresholdSetAt is null || round.Policy.Rolling
            ? null
            : new("The threshold of this round is set, so you can no longer type in applications", nameof(receivedOn));
    }

    /// <summary>Null when the application may still be edited. Drafts are fixed once the round closes, or the applicant's own later time
    /// has passed; paper applications may be entered until the threshold is set.</summary>
    /// <param name="own">Until when this applicant may send (UTC), where that is later than the round's closing; null: no later.</param>
    public static Refusal? WhyCannotChange(Round round, ApplicationStatus status, Channel channel, DateTime? own, DateTime now) =>
        RoundRules.WhyWithdrawn(round)
        ?? WhyCannotChange(
            channel == Channel.Online || round.Policy.Rolling ? ClosesFor(round, own) : round.ThresholdSetAt ?? DateTime.MaxValue,
            WhatEnded(round, own),
            status,
            now
        );

    /// <summary>Until when an applicant may send (UTC): the round's closing, or their own later time.</summary>
    public static DateTime ClosesFor(Round round, DateTime? own) => HasOwnTime(round, own) ? own!.Value : round.ClosesAt;

    /// <summary>Whether this applicant has more time than the round.</summary>
    public static bool HasOwnTime(Round round, DateTime? own) => own > round.ClosesAt;

    /// <summary>What ended for this applicant, such as "This round closed".</summary>
    internal static string WhatEnded(Round round, DateTime? own) =>
        HasOwnTime(round, own) ? "Your time to send it ended" : "This round closed";

    /// <summary>Whether an application came after the round closed, with more time or accepted late.</summary>
    /// <param name="received">When it was sent, or on what day it came on paper (UTC).</param>
    public static bool IsLate(Round round, Channel channel, DateTime? received) => channel == Channel.Online && received > round.ClosesAt;

    private static Refusal? WhyCannotChange(DateTime closesAt, string ended, ApplicationStatus status, DateTime now) =>
        status switch
        {
            ApplicationStatus.Submitted => new(
                now > closesAt
                    ? "This application has been sent and cannot be changed"
                    : "This application has been sent. To change it, take it back first: you find that under Your applications."
            ),
            ApplicationStatus.Withdrawn => new("This application was withdrawn and cannot be changed"),
            _ when now > closesAt => new(
                $"{ended} at {LondonTime.DateAndTime(closesAt)} (UK time). Your draft is kept, but it can no longer be changed or sent."
            ),
            _ => null,
        };

    /// <summary>Null when it may be withdrawn: any draft, or a sent application that is not decided.</summary>
    public static Refusal? WhyCannotWithdraw(bool isDecided, ApplicationStatus status)
    {
        if (status == ApplicationStatus.Withdrawn)
            return new("This application has already been withdrawn");
        return isDecided ? new("This application has been decided. Contact us if you no longer want the grant.") : null;
    }

    /// <summary>What an organisation can still do after it withdrew an application.</summary>
    public static string AfterWithdrawal(Round round, DateTime now) =>
        "You cannot undo this."
        + (
            round.WithdrawnAt is null && now <= round.ClosesAt
                ? $" You can start another application until the round closes at {LondonTime.DateAndTime(round.ClosesAt)} (UK time)."
                : ""
        );

    /// <summary>Everything that prevents the application from being sent, in the order of the form.</summary>
    public static IReadOnlyList<Gap> Gaps(RoundSetup setup, ApplicationContent content)
    {
        var shown = content.Given.Shown(setup.Questions);
        var answers = content.Given.Lookup(shown);
        return
        [
            .. content.ProfileConfirmed
                ? []
                : new[]
                {
                    new Gap(
                        Section.Organisation,
                        new("Answer the questions about your organisation, and confirm that the answers are right")
                    ),
                },
            .. Readable(content, Section.Project, WhyProjectIsIncomplete(setup, content.Project)),
            .. shown.SelectMany(question =>
                AnswerRules
                    .WhyWrong(question, content.Answers.GetValueOrDefault(question.Id), answers)
                    .Select(refusal => new Gap(Section.OfQuestions(question.Section), refusal, question.Code))
            ),
            .. Readable(content, Section.Budget, WhyBudgetIsWrong(setup.Round, content.Budget, content.OrganisationKind)),
            .. Readable(content, Section.Outcomes, WhyOutcomesAreIncomplete(content.Outcomes)),
            .. DocumentRules.WhyMissing(setup.Documents, content, answers).Select(refusal => new Gap(Section.Documents, refusal)),
        ];
    }

    // What is missing in a box that cannot be read is said once.
    private static IEnumerable<Gap> Readable(ApplicationContent content, Section section, IReadOnlyList<Refusal> missing)
    {
        var unread = content.Unread.Where(gap => gap.Section == section).ToList();
        return unread.Concat(
            missing
                .Where(refusal => !unread.Any(gap => string.Equals(gap.Refusal.Field, refusal.Field, StringComparison.OrdinalIgnoreCase)))
                .Select(refusal => new Gap(section, refusal))
        );
    }

    public static IReadOnlyList<Refusal> WhyProjectIsIncomplete(RoundSetup setup, ProjectContent project)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        var round = setup.Round;
        if (NameRules.WhyNotAName(project.ProjectName, "the project's name", 140, nameof(ProjectContent.ProjectName)) is { } unnamed)
            refusals.Add(unnamed);
        Unless(!string.IsNullOrWhiteSpace(project.Summary), "Describe the project in a sentence or two", nameof(ProjectContent.Summary));
        Unless(
            WordCount.Of(project.Summary) <= SummaryWords,
            $"The description has {WordCount.Of(project.Summary)} words; the limit is {SummaryWords}",
            nameof(ProjectContent.Summary)
        );
        Unless(
            project.Priority is not null && setup.Priorities.Contains(project.Priority),
            "Choose the priority that the project serves most",
            nameof(ProjectContent.Priority)
        );
        if (ServedPriorities.WhyTooMany(round.Policy, project) is { } many)
            refusals.Add(many);
        if (project.AlsoServes.Except(setup.Priorities).FirstOrDefault() is { } unknown)
            refusals.Add(new($"{unknown} is not a priority of this round", nameof(TypedProject.Priorities)));
        Unless(
            setup.Zones.Count == 0 || Zones.Of(project.Zone).Any(setup.Zones.Contains),
            "Choose at least one People Zone",
            nameof(RoundSetup.Zones)
        );
        Unless(setup.Zones.Count == 0 || project.ZoneLinks is not null, "Tell us your link to the zones", nameof(ProjectContent.ZoneLinks));
        Unless(project.StartsOn is not null, "Enter the date on which the project starts", nameof(ProjectContent.StartsOn));
        Unless(project.EndsOn is not null, "Enter the date on which the project ends", nameof(ProjectContent.EndsOn));
        Unless(
            project.StartsOn is not { } starts || starts >= round.ProjectsStartOn,
            $"The project must start on or after {LondonTime.Date(round.ProjectsStartOn)}",
            nameof(ProjectContent.StartsOn)
        );
        Unless(
            project.EndsOn is not { } ends || ends <= round.ProjectsEndBy,
            $"The project must end on or before {LondonTime.Date(round.ProjectsEndBy)}",
            nameof(ProjectContent.EndsOn)
        );
        Unless(
            project.StartsOn is not { } from || project.EndsOn is not { } to || to >= from,
            "The project must end after it starts",
            nameof(ProjectContent.EndsOn)
        );
        return refusals;
    }

    /// <summary>Every line says what it is for, and what they ask for together is within the round's limits (R16). The amount asked for is
    /// the sum of the lines. Some kinds of organisation must show what others pay.</summary>
    /// <param name="kind">Who applies; null: not known, as in a test of the form.</param>
    public static IReadOnlyList<Refusal> WhyBudgetIsWrong(Round round, IReadOnlyList<BudgetLine> lines, OrganisationKind? kind = null)
    {
        if (lines.Count == 0)
            return [new("Enter at least one line of the budget", Refusal.At(nameof(lines), 0, nameof(BudgetLine.Item)))];
        var refusals = new List<Refusal>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            if (line.Item.Length == 0)
                refusals.Add(new($"Say what line {i + 1} is for", Refusal.At(nameof(lines), i, nameof(line.Item))));
            if (line.Requested == Money.Zero && line.OtherFunders == Money.Zero)
                refusals.Add(new($"Enter the amount of line {i + 1}", Refusal.At(nameof(lines), i, nameof(line.Requested))));
        }
        var amount = lines.Sum(line => line.Requested);
        var first = Refusal.At(nameof(lines), 0, nameof(BudgetLine.Requested));
        if (amount > round.MaximumGrant)
            refusals.Add(
                new(
                    $"You are asking for {amount.ToShortString()}, and the most we can give is {round.MaximumGrant.ToShortString()}. Make a line smaller, by {(amount - round.MaximumGrant).ToShortString()} in all.",
                    first
                )
            );
        if (amount <= Money.Zero || amount < round.MinimumGrant)
            refusals.Add(
                new(
                    $"You are asking for {amount.ToShortString()}, and the least we give is {(round.MinimumGrant > Money.Zero ? round.MinimumGrant : new Money(1)).ToShortString()}",
                    first
                )
            );
        if (WhyMatchIsMissing(lines, kind) is { } noMatch)
            refusals.Add(noMatch);
        return refusals;
    }

    private static Refusal? WhyMatchIsMissing(IReadOnlyList<BudgetLine> lines, OrganisationKind? kind)
    {
        if (kind is not { MatchPercent: > 0 and var percent })
            return null;
        var others = lines.Sum(line => line.OtherFunders);
        var cost = lines.Sum(line => line.Requested) + others;
        // Whole pence, rounded up: the share is the least.
        var least = new Money((cost.Pence * percent + 99) / 100);
        return others >= least
            ? null
            : new(
                $"For this kind of organisation ({kind.Name}), {percent}% of the cost must come from you or from other funders. Your project costs {cost.ToShortString()}, so that is at least {least.ToShortString()}. Your budget shows {others.ToShortString()}.",
                Refusal.At(nameof(lines), 0, nameof(BudgetLine.OtherFunders))
            );
    }

    public static IReadOnlyList<Refusal> WhyOutcomesAreIncomplete(IReadOnlyList<OutcomeMeasure> outcomes)
    {
        if (outcomes.Count == 0)
            return [new("Enter at least one outcome", Refusal.At(nameof(outcomes), 0, nameof(OutcomeMeasure.Outcome)))];
        var refusals = new List<Refusal>();
        foreach (var (row, i) in outcomes.Select((row, i) => (row, i)))
        {
            void Unless(string text, string sentence, string field)
            {
                if (text.Length == 0)
                    refusals.Add(new(sentence, Refusal.At(nameof(outcomes), i, field)));
            }
            Unless(row.Outcome, $"Say what outcome {i + 1} is", nameof(row.Outcome));
            Unless(row.Measure, $"Say how outcome {i + 1} will be measured", nameof(row.Measure));
            Unless(row.Baseline, $"Say where outcome {i + 1} starts from", nameof(row.Baseline));
            Unless(row.Target, $"Say what outcome {i + 1} should reach", nameof(row.Target));
        }
        return refusals;
    }

    /// <summary>Progress of one section: not started, in progress or complete. Documents are complete from the start if none is
    /// required.</summary>
    public static SectionProgress ProgressOf(
        Section section,
        ApplicationContent content,
        IReadOnlyList<Gap> gaps,
        IReadOnlyList<Question> questions
    )
    {
        if (gaps.All(gap => gap.Section != section))
            return SectionProgress.Completed;
        return IsBegun(section, content, questions) ? SectionProgress.InProgress : SectionProgress.NotStarted;
    }

    /// <summary>Whether anything stands in a part.</summary>
    public static bool IsBegun(Section section, ApplicationContent content, IReadOnlyList<Question> questions) =>
        section == Section.Project ? content.Project.ProjectName is not null || content.Project.Summary is not null
        : section == Section.Budget ? content.AmountRequested is not null || content.Budget.Count > 0
        : section == Section.Outcomes ? content.Outcomes.Count > 0
        : section == Section.Documents ? content.DocumentKinds.Count > 0
        : questions.Any(question =>
            Section.OfQuestions(question.Section) == section && content.Answers.GetValueOrDefault(question.Id) is { Length: > 0 }
        );

    /// <summary>What is missing from the declaration.</summary>
    public static IReadOnlyList<Refusal> WhyDeclarationIsIncomplete(string? declaredName, bool agreed)
    {
        var refusals = new List<Refusal>();
        if (!agreed)
            refusals.Add(new("Confirm the declaration to send the application", nameof(agreed)));
        if (declaredName?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Enter your full name", nameof(declaredName)));
        return refusals;
    }

    /// <summary>The start of every reference in the round, such as "CSF-24-R2": the fund's letters, the first year of the budget, and the
    /// initials and digits of the round's name.</summary>
    public static string ReferenceStem(Round round)
    {
        var letters = string.Concat(
            round
                .Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.IsDigit(word[0]) ? word : word[..1].ToUpperInvariant())
                .Where(part => part.All(char.IsAscii))
        );
        // References are stored in 40 ASCII characters.
        return $"{round.Prefix}-{round.BudgetYear[2..4]}-{letters[..Math.Min(letters.Length, 20)]}";
    }
}
