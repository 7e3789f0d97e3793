using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>What changed in a round that is being built, field by field under the labels of its pages, for the audit trail.</summary>
internal static class RoundChanges
{
    public static Changes New(RoundSetup now) => Details(new(isNew: true), null, now);

    public static Changes Details(RoundSetup before, RoundSetup now) => Details(new(), before, now);

    private static Changes Details(Changes changes, RoundSetup? before, RoundSetup now)
    {
        var (old, round) = (before?.Round, now.Round);
        return changes
            .Add("Round name", old?.Name, round.Name)
            .Add("Budget year", old?.BudgetYear, round.BudgetYear)
            .Add("Pot", old?.Pot, round.Pot)
            .Add("Largest grant", old?.MaximumGrant, round.MaximumGrant)
            .Add("Smallest grant", old?.MinimumGrant, round.MinimumGrant)
            .Add("Opens", old?.OpensAt, round.OpensAt)
            .Add("Closes", old?.ClosesAt, round.ClosesAt)
            .Add("Scoring closes", old?.ScoringClosesAt, round.ScoringClosesAt)
            .Add("Decision expected on", old?.DecisionExpectedOn, round.DecisionExpectedOn)
            .Add("Projects start on", old?.ProjectsStartOn, round.ProjectsStartOn)
            .Add("Projects end by", old?.ProjectsEndBy, round.ProjectsEndBy)
            .Add("Days to accept an offer", old?.AcceptWithinDays, round.AcceptWithinDays)
            .Add("About this round", old?.Guidance, round.Guidance)
            .Add("Priorities", before?.Priorities ?? [], now.Priorities)
            .Add("Zones", before?.Zones ?? [], now.Zones)
            .Add("Kinds of organisation that may apply", old?.EligibleKindList ?? [], round.EligibleKindList)
            .Add("What the others are told", old?.OtherFund, round.OtherFund)
            .Add("How the threshold will be set", old?.ThresholdMethod, round.ThresholdMethod)
            .Add("Special conditions of the grant", old?.Conditions, round.Conditions)
            .Add("Legal power", old?.LegalPower, round.LegalPower);
    }

    public static Changes Guidance(RoundGuidance before, RoundGuidance now) =>
        new Changes()
            .Add("Who can apply", before.WhoCanApply, now.WhoCanApply)
            .Add("What we fund", before.WhatWeFundList, now.WhatWeFundList)
            .Add("What we never fund", before.NeverFundList, now.NeverFundList)
            .Add("Video", before.VideoHref, now.VideoHref)
            .Add("Whom to ring", before.ContactName, now.ContactName)
            .Add("Their phone", before.ContactPhone, now.ContactPhone)
            .Add("Their hours", before.ContactHours, now.ContactHours);

    public static Changes Policy(RoundPolicy before, RoundPolicy now)
    {
        var changes = new Changes()
            .Add("Decided while the round is open", before.Rolling, now.Rolling)
            .Add("Parts of the pot are kept by", Fence(before.RingFence), Fence(now.RingFence))
            .AddEach("Part of the pot kept for", before.Shares.Select(Words), now.Shares.Select(Words))
            .Add("When an application asks for more than is left", TooLarge(before.WhenTooLarge), TooLarge(now.WhenTooLarge))
            .Add("Over-allocation in percent", before.OverAllocationPercent, now.OverAllocationPercent)
            .Add("Days on the reserve list", before.ReserveDays, now.ReserveDays);
        foreach (var by in Enum.GetValues<LimitBy>())
        {
            var (old, limit) = (before.Limits.FirstOrDefault(one => one.By == by), now.Limits.FirstOrDefault(one => one.By == by));
            changes
                .Add($"Most applications for one {PolicyRules.Name(by)}", old?.MostApplications, limit?.MostApplications)
                .Add($"Most money for one {PolicyRules.Name(by)}", old?.MostMoney, limit?.MostMoney);
        }
        return changes
            .Add("Steps for equal scores", before.TieLadder.Select(PolicyRules.Name), now.TieLadder.Select(PolicyRules.Name))
            .Add("Assessors for each application", Assessors(before), Assessors(now))
            .Add("Priorities that an application may serve", before.MostPriorities, now.MostPriorities)
            .Add("A second person certifies each application", before.SecondPersonCertifies, now.SecondPersonCertifies)
            .Add("Hides who applies from assessors", before.HideApplicants, now.HideApplicants)
            .Add("A spread is wide from, in points", before.WideSpread, now.WideSpread)
            .Add("Difference from the mean without a reason, in points", before.Margin, now.Margin)
            .Add("Members who must be present", before.Quorum, now.Quorum)
            .Add("Least number of scores", before.LeastScores, now.LeastScores)
            .AddEach("Sign-off", before.SignOffs.Select(Words), now.SignOffs.Select(Words))
            .Add("Bands", Numbers(before.Bands), Numbers(now.Bands));
    }

    public static Changes Awards(AwardPolicy before, AwardPolicy now)
    {
        var changes = new Changes()
            .Add("Paid", Profile(before.Payment), Profile(now.Payment))
            .Add("Stages in percent", Numbers(before.StagePercents), Numbers(now.StagePercents))
            .Add("Report half-way from", before.InterimFrom, now.InterimFrom)
            .Add("Enhanced applications report every three months", before.QuarterlyWhenEnhanced, now.QuarterlyWhenEnhanced)
            .Add("Days until a return is due", before.ReturnDueDays, now.ReturnDueDays)
            .Add("Reminders in working days", Numbers(before.ReminderDays), Numbers(now.ReminderDays))
            .Add("Working days late until the office is told", before.EscalateAfter, now.EscalateAfter)
            .Add("A second member certifies", before.SecondPersonCertifies, now.SecondPersonCertifies)
            .Add("An overdue return stops applications", before.OverdueBlocksApplications, now.OverdueBlocksApplications)
            .AddEach("Form of returns", before.ReturnForms.Select(Words), now.ReturnForms.Select(Words))
            .Add("Lines shown with a receipt, in percent", before.EvidencePercent, now.EvidencePercent)
            .Add("Receipts from awards of", before.EvidenceFrom, now.EvidenceFrom)
            .Add("Copies of a claim's receipts from", before.ProofFrom, now.ProofFrom)
            .AddEach("Question about the people reached:", before.People.Select(Words), now.People.Select(Words))
            .Add("Closed projects may have a public page", before.PublishProjects, now.PublishProjects)
            .Add("Certificate of use from awards of", before.CertificateFrom, now.CertificateFrom)
            .Add("Examined certificate from awards of", before.ExaminerFrom, now.ExaminerFrom)
            .Add("Days to sign the certificate", before.CertificateDays, now.CertificateDays)
            .Add("The last payment waits for the certificate", before.CertificateHoldsPayment, now.CertificateHoldsPayment)
            .Add("Days to put a return right", before.PutRightDays, now.PutRightDays)
            .Add("A line may differ by, in percent of the grant", before.TolerancePercent, now.TolerancePercent)
            .Add("Or by this amount", before.ToleranceFrom, now.ToleranceFrom)
            .Add("Budget moves that another officer may approve, in percent", before.OfficerMovePercent, now.OfficerMovePercent);
        foreach (var kind in Enum.GetValues<VariationKind>())
            changes.Add($"Who approves: {Changes.Words(kind).ToLowerInvariant()}", Approver(before, kind), Approver(now, kind));
        return changes;
    }

    public static Changes Checks(RoundSetup before, IReadOnlyList<CheckTemplate> checks, TierPolicy now)
    {
        var old = before.Round.Policy.Tiers;
        string RiskWords(string code) => before.Questions.FirstOrDefault(question => question.Code == code)?.Wording ?? code;
        return new Changes()
            .Add("Standard checks above", old.StandardAbove, now.StandardAbove)
            .Add("Full checks above", old.FullAbove, now.FullAbove)
            .Add("Enhanced checks above", old.EnhancedAbove, now.EnhancedAbove)
            .Add("A referee for organisations not funded before", old.NewNeedsReferee, now.NewNeedsReferee)
            .Add("Standard for organisations not funded before", old.NewIsStandard, now.NewIsStandard)
            .Add("Standard for organisations on no register", old.UnregisteredIsStandard, now.UnregisteredIsStandard)
            .Add("Enhanced when answered yes", old.RiskQuestions.Select(RiskWords), now.RiskQuestions.Select(RiskWords))
            .AddEach(
                "Check",
                before.Checks.Select(check => (check.Name, Words(check.Guidance, check.Kind, check.Tier, check.ValidMonths, check.Holds))),
                checks.Select(check => (check.Name, Words(check.Guidance, check.Kind, check.Tier, check.ValidMonths, check.Holds)))
            );
    }

    public static IReadOnlyList<(string Name, string Words)> Criteria(IReadOnlyList<Criterion> criteria, IReadOnlyList<Anchor> anchors) =>
        criteria
            .Select(criterion =>
                (
                    criterion.Name,
                    string.Create(CultureInfo.InvariantCulture, $"weight {criterion.Weight}%. {criterion.Guidance} ")
                        + string.Join(
                            ", ",
                            anchors
                                .Where(anchor => anchor.CriterionId == criterion.Id)
                                .OrderBy(anchor => anchor.Score)
                                .Select(anchor => string.Create(CultureInfo.InvariantCulture, $"{anchor.Score} = {anchor.Wording}"))
                        )
                )
            )
            .ToList();

    public static Changes EligibilityAndDocuments(RoundSetup before, RoundSetup now) =>
        new Changes()
            .AddEach("Eligibility question", before.Eligibility.Select(Words), now.Eligibility.Select(Words))
            .AddEach("Document", before.Documents.Select(one => Words(one, before)), now.Documents.Select(one => Words(one, now)));

    /// <summary>Changes of the questions that existed before, by code; adding or removing one is a separate act.</summary>
    public static Changes Questions(IReadOnlyList<Question> before, IReadOnlyList<Question> now)
    {
        var changes = new Changes();
        foreach (var (old, question) in Pairs(before, now))
        {
            var (was, settings) = (old.Settings, question.Settings);
            changes
                .Add("Question", old.Wording, question.Wording)
                .Add("Code", old.Code, question.Code)
                .Add("Section", old.Section, question.Section)
                .Add("Kind", Changes.Words(old.Kind), Changes.Words(question.Kind))
                .Add("Guidance", old.Hint, question.Hint)
                .Add("Example", was.Example, settings.Example)
                .Add("Word limit", old.WordLimit, question.WordLimit)
                .Add("Must be answered", old.Required, question.Required)
                .Add("Shows the scores of", was.Criterion, settings.Criterion)
                .Add("Choices", was.Options, settings.Options)
                .Add("Columns", was.Columns.Select(column => column.Name), settings.Columns.Select(column => column.Name))
                .Add("Rough answers", was.Approximate, settings.Approximate)
                .Add("Adds up", was.SumOf, settings.SumOf)
                .Add("Kinds of file", was.Endings, settings.Endings)
                .Add("Largest file in MB", was.MostMegabytes, settings.MostMegabytes)
                .Add("What we check", was.Rules.Select(Words), settings.Rules.Select(Words))
                .Add("Asked", When(was.ShowWhen, before), When(settings.ShowWhen, now))
                .Add("Must be answered when", When(was.RequireWhen, before), When(settings.RequireWhen, now));
        }
        return changes;
    }

    /// <summary>A question with a new code replaces the one whose code is missing: one question is changed at a time.</summary>
    private static IEnumerable<(Question Old, Question Now)> Pairs(IReadOnlyList<Question> before, IReadOnlyList<Question> now)
    {
        foreach (var question in now)
            if (before.FirstOrDefault(other => other.Code == question.Code) is { } same)
                yield return (same, question);
        var gone = before.Where(old => now.All(question => question.Code != old.Code)).ToList();
        var added = now.Where(question => before.All(old => old.Code != question.Code)).ToList();
        if (gone is [var former] && added is [var renamed])
            yield return (former, renamed);
    }

    private static (string Name, string Words) Words(PotShare share) => (share.Name, share.Amount.ToString());

    private static (string Name, string Words) Words(SignOffStep step) => (step.Title, RolePermissions.Name(step.Role));

    private static (string Name, string Words) Words(PeopleQuestion question) =>
        (question.Name, string.Join(", ", question.Choices) + (question.MayOverlap ? " (people may count under several)" : ""));

    private static (string Name, string Words) Words(EligibilityQuestion question) =>
        (question.Wording, $"{question.Hint} If no: {question.WhyNot}");

    private static (string Name, string Words) Words(DocumentKind document, RoundSetup setup) =>
        (
            document.Name,
            string.Join(
                ", ",
                new[]
                {
                    document.Hint,
                    document.Stage switch
                    {
                        DocumentStage.OnOffer => "with the acceptance",
                        DocumentStage.BeforePayment => "before the first payment",
                        _ => "with the application",
                    },
                    document.Required ? "needed"
                    : document.Settings.RequireWhen.Count > 0
                        ? "needed " + ConditionDescription.Of(document.Settings.RequireWhen, setup.Questions)
                    : "not needed",
                    document.Settings.NotNeededFrom.Count > 0 ? $"not from {string.Join(" or ", document.Settings.NotNeededFrom)}" : null,
                    document.Settings.AsksExpiry ? "with an expiry date" : null,
                    string.Join(" ", document.Settings.Endings),
                    document.Settings.MostMegabytes is { } most ? string.Create(CultureInfo.InvariantCulture, $"at most {most} MB") : null,
                }.Where(part => !string.IsNullOrWhiteSpace(part))
            )
        );

    private static string Words(AnswerRule rule) => $"{Changes.Words(rule.Kind)} {rule.Value} ({rule.Message})";

    private static string Words(string guidance, CheckKind kind, CheckTier tier, int months, CheckHold holds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{guidance} About: {Changes.Words(kind).ToLowerInvariant()}; from tier {tier}; before the {holds.ToString().ToLowerInvariant()}; good for {months} months"
        );

    private static string? When(IReadOnlyList<ShowCondition> conditions, IReadOnlyList<Question> questions) =>
        conditions.Count == 0 ? null : ConditionDescription.Of(conditions, questions);

    private static string? Fence(RingFence fence) =>
        fence switch
        {
            RingFence.Priority => "priority",
            RingFence.Zone => "zone",
            _ => null,
        };

    private static string TooLarge(WhenTooLarge what) => what == WhenTooLarge.Stop ? "stop there" : "pass it over and try the next";

    private static string Profile(PaymentProfile profile) =>
        profile switch
        {
            PaymentProfile.Staged => "in stages",
            PaymentProfile.Arrears => "in arrears",
            _ => "at once",
        };

    private static (string, string) Words(ReturnForm form) =>
        (
            form.Name,
            $"from {form.From}{(form.WhenEnhanced ? ", and Enhanced" : "")}{(form.OnePage ? ", one page" : "")}: "
                + string.Join(
                    "; ",
                    form.Items.Select(item =>
                        $"{ReturnForms.Wording(item)}{(item.Required ? "" : " (optional)")}{(ReturnForms.UsedFor(item) is { } use ? $" [{use}]" : "")}"
                    )
                )
        );

    private static string Assessors(RoundPolicy policy) =>
        policy.AssessorsPerApplication?.ToString(CultureInfo.InvariantCulture) ?? "the whole panel";

    private static string Approver(AwardPolicy policy, VariationKind kind) =>
        policy.Approvers.TryGetValue(kind, out var role) ? RolePermissions.Name(role) : "Another officer";

    private static IEnumerable<string> Numbers(IEnumerable<int> numbers) =>
        numbers.Select(number => number.ToString(CultureInfo.InvariantCulture));
}
