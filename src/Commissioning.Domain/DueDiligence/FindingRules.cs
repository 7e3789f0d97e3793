using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>A finding is what the portal found about an application: a hit, a duplicate, a contradiction. It belongs to one check, which
/// cannot pass until the finding has a verdict with a reason.</summary>
public static class FindingRules
{
    /// <summary>Characters of a verdict's reason, and of a second person's note.</summary>
    public const int LongestReason = 1000;

    public static CheckKind CheckOf(FindingKind kind) =>
        kind switch
        {
            FindingKind.RegisterEntry or FindingKind.RegisterName or FindingKind.GrantAgainstIncome or FindingKind.TrusteesDiffer =>
                CheckKind.Register,
            FindingKind.SharedAccount or FindingKind.RefusedAccount or FindingKind.PayeeNotMatched or FindingKind.BankDetailsMissing =>
                CheckKind.BankDetails,
            FindingKind.SafeguardingGap => CheckKind.Safeguarding,
            FindingKind.SubsidyGap => CheckKind.Subsidy,
            FindingKind.EarlierFail
            or FindingKind.OpenCondition
            or FindingKind.LateReturns
            or FindingKind.ClosedConcern
            or FindingKind.StopFlag => CheckKind.History,
            FindingKind.StaffLink => CheckKind.Conflicts,
            _ => CheckKind.CrossChecks,
        };

    /// <summary>The check of a round that waits for a finding: the first applicable one of its kind, otherwise the first that the decision
    /// waits for, so that nothing found is lost. Null: a finding on the account or a subsidy in a round without such a check holds the
    /// payment by itself.</summary>
    /// <param name="checks">The applicable checks in their order.</param>
    public static Guid? OwnerOf(FindingKind kind, IReadOnlyList<(Guid Id, CheckKind Kind, CheckHold Holds)> checks)
    {
        var wanted = CheckOf(kind);
        if (checks.Where(check => check.Kind == wanted).Select(check => (Guid?)check.Id).FirstOrDefault() is { } own)
            return own;
        return HoldsOnlyPayment(kind)
            ? null
            : checks
                .OrderByDescending(check => check.Kind == CheckKind.CrossChecks)
                .ThenByDescending(check => CleanRules.IsCompared(check.Kind))
                .Where(check => check.Holds == CheckHold.Decision)
                .Select(check => (Guid?)check.Id)
                .FirstOrDefault();
    }

    /// <summary>True when the finding is about money that leaves and not about the decision, whatever check it belongs to.</summary>
    public static bool HoldsOnlyPayment(FindingKind kind) => CheckOf(kind) is CheckKind.BankDetails or CheckKind.Subsidy;

    /// <summary>The verdicts a kind allows; empty: it goes away when the thing is done.</summary>
    public static IReadOnlyList<FindingVerdict> Verdicts(FindingKind kind) =>
        kind switch
        {
            FindingKind.SanctionsHit or FindingKind.PossibleDuplicate => [FindingVerdict.NotTheSame, FindingVerdict.TheSame],
            FindingKind.CopiedText =>
            [
                FindingVerdict.SameWriter,
                FindingVerdict.OwnText,
                FindingVerdict.SharedPolicy,
                FindingVerdict.Copied,
            ],
            FindingKind.BankDetailsMissing or FindingKind.SubsidyGap => [],
            _ => [FindingVerdict.NoConcern, FindingVerdict.Condition, FindingVerdict.Concern],
        };

    /// <summary>The best result that the check may have after this verdict: a pass, a pass with a condition, or a fail.</summary>
    public static CheckStatus MostFor(FindingKind kind, FindingVerdict verdict) =>
        (kind, verdict) switch
        {
            (_, FindingVerdict.Concern) or (FindingKind.SanctionsHit, FindingVerdict.TheSame) => CheckStatus.Fail,
            (_, FindingVerdict.Condition or FindingVerdict.Copied) => CheckStatus.Condition,
            _ => CheckStatus.Pass,
        };

    /// <summary>True when another person must agree before the verdict counts: it releases a strong finding, or says that somebody is on
    /// the sanctions list.</summary>
    public static bool NeedsSecond(FindingKind kind, FindingLevel level, FindingVerdict verdict) =>
        (kind, verdict) is (FindingKind.SanctionsHit, FindingVerdict.TheSame)
        || (
            level == FindingLevel.Against
            && MostFor(kind, verdict) == CheckStatus.Pass
            // That two records are one organisation releases nothing: their history then counts together.
            && (kind, verdict) is not (FindingKind.PossibleDuplicate, FindingVerdict.TheSame)
        );

    /// <summary>True when the verdict counts.</summary>
    public static bool IsSettled(FindingKind kind, FindingLevel level, FindingVerdict? verdict, bool hasSecond) =>
        verdict is { } given && (hasSecond || !NeedsSecond(kind, level, given));

    public static string Name(FindingVerdict verdict, FindingKind kind) =>
        (verdict, kind) switch
        {
            (FindingVerdict.NotTheSame, FindingKind.PossibleDuplicate) => "Two organisations",
            (FindingVerdict.TheSame, FindingKind.PossibleDuplicate) => "One organisation",
            (FindingVerdict.NoConcern, _) => "No concern",
            (FindingVerdict.NotTheSame, _) => "Not the same",
            (FindingVerdict.TheSame, _) => "The same",
            (FindingVerdict.SameWriter, _) => "The same writer or consultant",
            (FindingVerdict.OwnText, _) => "The organisation's own text",
            (FindingVerdict.SharedPolicy, _) => "A policy or text that many use",
            (FindingVerdict.Copied, _) => "Copied",
            (FindingVerdict.Condition, _) => "Needs a condition",
            _ => "A reason to fail",
        };

    public static string Name(FindingKind kind) =>
        kind switch
        {
            FindingKind.SanctionsHit => "Sanctions list",
            FindingKind.PossibleDuplicate => "May be the same organisation",
            FindingKind.SharedAccount => "Account of another organisation",
            FindingKind.RefusedAccount => "Account refused before",
            FindingKind.PayeeNotMatched => "Confirmation of Payee",
            FindingKind.BankDetailsMissing => "Bank details",
            FindingKind.CopiedText => "Text of another application",
            FindingKind.RegisterEntry => "Register entry",
            FindingKind.RegisterName => "Name on a register",
            FindingKind.GrantAgainstIncome => "Grant against income",
            FindingKind.TrusteesDiffer => "Trustees",
            FindingKind.SafeguardingGap => "Safeguarding",
            FindingKind.SubsidyGap => "Subsidy",
            FindingKind.EarlierFail => "Failed or ended before",
            FindingKind.OpenCondition => "Not met or not paid back",
            FindingKind.LateReturns => "Returns",
            FindingKind.ClosedConcern => "Earlier concern",
            FindingKind.StopFlag => "Stop flag",
            FindingKind.StaffLink => "Link with this office",
            _ => "Other funding",
        };

    /// <summary>Null when the verdict may be recorded.</summary>
    public static Refusal? WhyCannotDecide(FindingKind kind, FindingVerdict? verdict, string? reason)
    {
        if (Verdicts(kind) is { Count: 0 })
            return new("This finding needs no verdict. It goes away when the thing is done.");
        if (verdict is not { } given || !Verdicts(kind).Contains(given))
            return new("Choose a verdict", nameof(verdict));
        return ReasonRules.WhyTooThin(reason, nameof(reason), LongestReason);
    }

    /// <summary>Null when this person may agree with the verdict or reopen the finding; who gave the verdict may not.</summary>
    public static Refusal? WhyCannotAgree(FindingVerdict? verdict, bool settled, Guid? decidedBy, Guid person, string? secondNote)
    {
        if (verdict is null)
            return new("This finding has no verdict yet");
        if (settled)
            return new("This verdict counts already");
        if (decidedBy == person)
            return new("You gave this verdict, so someone else must agree");
        return ReasonRules.WhyTooThin(secondNote, nameof(secondNote), LongestReason);
    }

    /// <summary>Null when the check may have this result: each of its findings has a verdict, and none of them allows less.</summary>
    public static Refusal? WhyCannotRecord(CheckStatus status, IReadOnlyCollection<FindingState> findings)
    {
        if (status is not (CheckStatus.Pass or CheckStatus.Condition or CheckStatus.NotApplicable))
            return null;
        if (findings.Where(finding => !finding.Settled).ToList() is { Count: > 0 } open)
            return new(
                open.Count == 1
                    ? $"One finding has no verdict that counts yet: {open[0].Sentence}. Decide it first."
                    : $"{open.Count} findings have no verdict that counts yet. Decide them first. The first is: {open[0].Sentence}",
                nameof(status)
            );
        var worst = findings
            .Where(finding => finding.Verdict is not null)
            .Select(finding => (finding, Most: MostFor(finding.Kind, finding.Verdict!.Value)))
            .Where(pair => pair.Most != CheckStatus.Pass)
            .OrderByDescending(pair => pair.Most == CheckStatus.Fail)
            .FirstOrDefault();
        if (worst.finding is not { } found || (worst.Most == CheckStatus.Condition && status == CheckStatus.Condition))
            return null;
        return new(
            $"The verdict on \"{found.Sentence}\" is \"{Name(found.Verdict!.Value, found.Kind)}\", so {(worst.Most == CheckStatus.Fail ? "this check can only fail" : "this check can pass only with a condition")}.",
            nameof(status)
        );
    }
}
