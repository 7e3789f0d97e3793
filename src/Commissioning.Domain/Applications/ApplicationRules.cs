using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>What an application must be before it can be sent. A draft may be anything; it is saved as it is and told what is missing.</summary>
public static class ApplicationRules
{
    public const int SummaryWords = 60;

    /// <summary>Days before closing on which people are reminded of an unfinished draft. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<int> ReminderDays = [7, 2];

    /// <summary>The latest reminder whose time has come; null before the first and after closing.</summary>
    public static int? ReminderDue(DateTime closesAt, DateTime now)
    {
        var come = ReminderDays.Where(days => now >= closesAt.AddDays(-days) && now <= closesAt).ToList();
        return come.Count > 0 ? come[^1] : null;
    }

    /// <summary>Null when an organisation of this kind may apply; otherwise why not, and what may fit instead (R9, R10).</summary>
    public static Refusal? WhyKindCannotApply(Round round, string kind)
    {
        var kinds = round.EligibleKindList;
        return kinds.Count == 0 || kinds.Contains(kind)
            ? null
            : new(
                $"This round is for these kinds of organisation: {string.Join(", ", kinds)}. {(string.IsNullOrEmpty(round.OtherFund) ? "Another organisation could apply with you." : round.OtherFund)}",
                nameof(kind)
            );
    }

    /// <summary>Null when an application may be started in this round.</summary>
    /// <param name="awarded">What a rolling round has given already.</param>
    public static Refusal? WhyCannotStart(Round round, Money awarded, DateTime now)
    {
        if (now < round.OpensAt)
            return new($"This round opens at {LondonTime.DateAndTime(round.OpensAt)}");
        if (RoundRules.HasClosed(round, now))
            return new($"This round closed at {LondonTime.DateAndTime(round.ClosesAt)}");
        var left = round.Pot - awarded;
        return round.Policy.Rolling && (left <= Money.Zero || left < round.MinimumGrant)
            ? new($"The money of this round has been awarded: {left} of {round.Pot} is left")
            : null;
    }

    /// <summary>Null when what came in on this day may be typed in: it came in time, and the panel's threshold is not set.</summary>
    public static Refusal? WhyCannotEnter(Round round, DateOnly receivedOn, DateTime now)
    {
        if (round.PublishedAt is null || now < round.OpensAt)
            return new($"This round opens at {LondonTime.DateAndTime(round.OpensAt)}", nameof(receivedOn));
        if (
            receivedOn < LondonTime.DateOf(round.OpensAt)
            || receivedOn > LondonTime.DateOf(round.ClosesAt)
            || receivedOn > LondonTime.DateOf(now)
        )
            return new(
                $"It must have come in between {LondonTime.Date(round.OpensAt)} and {LondonTime.Date(round.ClosesAt)}, and not in the future",
                nameof(receivedOn)
            );
        return round.ThresholdSetAt is null || round.Policy.Rolling
            ? null
            : new("The threshold of this round is set, so nothing more is typed in", nameof(receivedOn));
    }

    /// <summary>Null when the application may still be written; a closed round leaves the draft as it is, but what came on paper is typed in until the threshold is set.</summary>
    public static Refusal? WhyCannotChange(Round round, ApplicationStatus status, Channel channel, DateTime now) =>
        WhyCannotChange(
            channel == Channel.Online || round.Policy.Rolling ? round.ClosesAt : round.ThresholdSetAt ?? DateTime.MaxValue,
            status,
            now
        );

    private static Refusal? WhyCannotChange(DateTime closesAt, ApplicationStatus status, DateTime now) =>
        status switch
        {
            ApplicationStatus.Submitted => new("This application has been sent and cannot be changed"),
            ApplicationStatus.Withdrawn => new("This application was withdrawn and cannot be changed"),
            _ when now > closesAt => new(
                $"This round closed at {LondonTime.DateAndTime(closesAt)} (UK time). Your draft is kept, but it can no longer be changed or sent."
            ),
            _ => null,
        };

    /// <summary>Null when answers of a sent application may be asked for again: before anybody has submitted scores of it, and before the threshold.</summary>
    /// <param name="submittedScores">How many assessors have submitted theirs.</param>
    public static Refusal? WhyCannotAsk(Round round, ApplicationStatus status, int submittedScores)
    {
        if (status != ApplicationStatus.Submitted)
            return new("Only an application that was sent, and not withdrawn, can be asked about");
        if (submittedScores > 0)
            return new("A panel member has submitted scores of this application, so a change would come too late");
        return round.ThresholdSetAt is null || round.Policy.Rolling
            ? null
            : new("The threshold of this round is set, so a change would come too late");
    }

    /// <summary>Null when it may be withdrawn: any draft, and a sent application until it is decided.</summary>
    public static Refusal? WhyCannotWithdraw(bool isDecided, ApplicationStatus status)
    {
        if (status == ApplicationStatus.Withdrawn)
            return new("This application was withdrawn already");
        return isDecided ? new("This application has been decided. Contact us if you no longer want the grant.") : null;
    }

    /// <summary>Everything that keeps the application from being sent, in the order of the form.</summary>
    public static IReadOnlyList<Gap> Gaps(RoundSetup setup, ApplicationContent content)
    {
        var shown = content.Shown(setup.Questions);
        var answers = content.Lookup(shown);
        return
        [
            .. content.ProfileConfirmed
                ? []
                : new[] { new Gap(Section.Organisation, new("Say whether what we know of your organisation is right")) },
            .. WhyProjectIsIncomplete(setup, content).Select(refusal => new Gap(Section.Project, refusal)),
            .. shown.SelectMany(question =>
                AnswerRules
                    .WhyWrong(question, content.Answers.GetValueOrDefault(question.Id), answers)
                    .Select(refusal => new Gap(Section.OfQuestions(question.Section), refusal, question.Code))
            ),
            .. WhyBudgetIsWrong(setup.Round, content.AmountRequested, content.Budget).Select(refusal => new Gap(Section.Budget, refusal)),
            .. WhyOutcomesAreIncomplete(content.Outcomes).Select(refusal => new Gap(Section.Outcomes, refusal)),
            .. setup
                .Documents.Where(kind =>
                    kind.Stage == DocumentStage.WithApplication && IsNeeded(kind, answers) && !content.DocumentKinds.Contains(kind.Id)
                )
                .Select(kind => new Gap(Section.Documents, new($"Add {kind.Name}"))),
        ];
    }

    /// <summary>Whether a document is needed of an applicant with these answers (R18).</summary>
    public static bool IsNeeded(DocumentKind kind, Func<string, string?> answers) =>
        kind.Required || (kind.Settings.RequireWhen.Count > 0 && FormRules.Hold(kind.Settings.RequireWhen, answers));

    public static IReadOnlyList<Refusal> WhyProjectIsIncomplete(RoundSetup setup, ApplicationContent content)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        var round = setup.Round;
        Unless(!string.IsNullOrWhiteSpace(content.ProjectName), "Enter the project's name", nameof(ApplicationContent.ProjectName));
        Unless(
            content.ProjectName is null || content.ProjectName.Length <= 140,
            "The project's name must be 140 characters or fewer",
            nameof(ApplicationContent.ProjectName)
        );
        Unless(
            !string.IsNullOrWhiteSpace(content.Summary),
            "Describe the project in a sentence or two",
            nameof(ApplicationContent.Summary)
        );
        Unless(
            WordCount.Of(content.Summary) <= SummaryWords,
            $"The description has {WordCount.Of(content.Summary)} words; the limit is {SummaryWords}",
            nameof(ApplicationContent.Summary)
        );
        Unless(
            content.Priority is not null && setup.Priorities.Contains(content.Priority),
            "Choose the priority that the project serves most",
            nameof(ApplicationContent.Priority)
        );
        Unless(
            setup.Zones.Count == 0 || Zones.Of(content.Zone).Any(setup.Zones.Contains),
            "Choose at least one People Zone",
            nameof(RoundSetup.Zones)
        );
        Unless(
            setup.Zones.Count == 0 || content.ZoneLinks is not null,
            "Say how you are tied to the zones",
            nameof(ApplicationContent.ZoneLinks)
        );
        Unless(content.StartsOn is not null, "Enter the date on which the project starts", nameof(ApplicationContent.StartsOn));
        Unless(content.EndsOn is not null, "Enter the date on which the project ends", nameof(ApplicationContent.EndsOn));
        Unless(
            content.StartsOn is not { } starts || starts >= round.ProjectsStartOn,
            $"The project must start on or after {LondonTime.Date(round.ProjectsStartOn)}",
            nameof(ApplicationContent.StartsOn)
        );
        Unless(
            content.EndsOn is not { } ends || ends <= round.ProjectsEndBy,
            $"The project must end on or before {LondonTime.Date(round.ProjectsEndBy)}",
            nameof(ApplicationContent.EndsOn)
        );
        Unless(
            content.StartsOn is not { } from || content.EndsOn is not { } to || to >= from,
            "The project must end after it starts",
            nameof(ApplicationContent.EndsOn)
        );
        return refusals;
    }

    /// <summary>The lines must add up to the request, and the request must lie within the round's limits (R16).</summary>
    public static IReadOnlyList<Refusal> WhyBudgetIsWrong(Round round, Money? requested, IReadOnlyList<BudgetLine> lines)
    {
        if (requested is not { } amount)
            return [new("Enter how much you are asking for", nameof(requested))];
        var refusals = new List<Refusal>();
        if (amount > round.MaximumGrant)
            refusals.Add(new($"You ask for {amount}, and the most we can give is {round.MaximumGrant}", nameof(requested)));
        if (amount <= Money.Zero || amount < round.MinimumGrant)
            refusals.Add(
                new(
                    $"You ask for {amount}, and the least we give is {(round.MinimumGrant > Money.Zero ? round.MinimumGrant : new Money(1))}",
                    nameof(requested)
                )
            );
        if (lines.Count == 0)
            refusals.Add(new("Enter at least one line of the budget", Refusal.At(nameof(lines), 0, nameof(BudgetLine.Item))));
        var total = lines.Sum(line => line.Requested);
        if (lines.Count > 0 && total != amount)
            refusals.Add(
                new(
                    $"Your lines add up to {total} and you ask for {amount}: a difference of {(total > amount ? total - amount : amount - total)}. Change a line or the request so that they agree.",
                    nameof(requested)
                )
            );
        return refusals;
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

    /// <summary>How far a part is: untouched, begun, or without gaps. Documents that nobody must add are complete from the start.</summary>
    public static SectionProgress ProgressOf(
        Section section,
        ApplicationContent content,
        IReadOnlyList<Gap> gaps,
        IReadOnlyList<Question> questions
    )
    {
        if (gaps.All(gap => gap.Section != section))
            return SectionProgress.Completed;
        var begun =
            section == Section.Project ? content.ProjectName is not null || content.Summary is not null
            : section == Section.Budget ? content.AmountRequested is not null || content.Budget.Count > 0
            : section == Section.Outcomes ? content.Outcomes.Count > 0
            : section == Section.Documents ? content.DocumentKinds.Count > 0
            : questions.Any(question =>
                Section.OfQuestions(question.Section) == section && content.Answers.GetValueOrDefault(question.Id) is { Length: > 0 }
            );
        return begun ? SectionProgress.InProgress : SectionProgress.NotStarted;
    }

    /// <summary>What the declaration lacks.</summary>
    public static IReadOnlyList<Refusal> WhyDeclarationIsIncomplete(string? declaredName, bool agreed)
    {
        var refusals = new List<Refusal>();
        if (!agreed)
            refusals.Add(new("Confirm the declaration to send the application", nameof(agreed)));
        if (declaredName?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Enter your full name", nameof(declaredName)));
        return refusals;
    }

    /// <summary>"CSF-24-R2": letters of the fund, first year of the budget, initials and figures of the round's name.</summary>
    public static string ReferenceStem(Round round)
    {
        var letters = string.Concat(
            round
                .Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.IsDigit(word[0]) ? word : word[..1].ToUpperInvariant())
                .Where(part => part.All(char.IsAscii))
        );
        return $"{round.Prefix}-{round.BudgetYear[2..4]}-{letters[..Math.Min(letters.Length, 20)]}"; // a reference is kept in forty plain letters
    }
}
