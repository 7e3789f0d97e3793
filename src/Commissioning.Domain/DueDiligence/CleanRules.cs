using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>When a check is clean: the portal itself looked, and found nothing that is still open. Only a clean check passes without
/// somebody opening it. Our defaults, not OPCC policy.</summary>
public static class CleanRules
{
    /// <summary>True when a person must read something that the portal cannot, such as the rules or the accounts.</summary>
    public static bool NeedsEyes(CheckKind kind) => kind is CheckKind.General or CheckKind.Referee;

    /// <summary>True when the portal compares by itself, and what it found is all there is to read.</summary>
    public static bool IsCompared(CheckKind kind) => kind is CheckKind.CrossChecks or CheckKind.History or CheckKind.Conflicts;

    /// <summary>Null when the check is clean.</summary>
    /// <param name="findings">Those of this check.</param>
    public static Refusal? WhyNotClean(CheckKind kind, IReadOnlyCollection<FindingState> findings, CleanFacts facts)
    {
        if (FindingRules.WhyCannotRecord(CheckStatus.Pass, findings) is { } open)
            return open;
        if (facts.FoundAt is null)
            return new("The portal has not looked at it since its last change. Try again in a minute.");
        return kind switch
        {
            CheckKind.Register => WhyRegisterNotClean(facts),
            CheckKind.CrossChecks => WhyListNotClean(facts),
            CheckKind.History or CheckKind.Conflicts => null,
            CheckKind.BankDetails => facts.ConfirmedAccount is null ? new("No bank account is confirmed yet")
            : !facts.PayeeMatches ? new("Confirmation of Payee did not say that the name matches")
            : null,
            CheckKind.Safeguarding => facts.Reach is null ? new("Nobody has recorded yet whom the project reaches")
            : facts.SafeguardingGaps > 0 ? new("Some of the safeguarding evidence is missing")
            : null,
            _ => new("Somebody must read the papers for this check"),
        };
    }

    /// <summary>Null when a person may pass this check for many applications on one note, after reading the papers of each.</summary>
    /// <param name="numbers">How many register numbers the applicant gave.</param>
    public static Refusal? WhyCannotPassByEye(CheckKind kind, IReadOnlyCollection<FindingState> findings, int numbers) =>
        FindingRules.WhyCannotRecord(CheckStatus.Pass, findings)
        ?? (
            NeedsEyes(kind) || (kind == CheckKind.Register && numbers == 0)
                ? null
                : new Refusal("This check has a page that shows what was found. Record it there.")
        );

    /// <summary>What was looked at and what clean meant, for the note of a check that passes in one press.</summary>
    public static (string Note, string Source) WhatWasSeen(CheckKind kind, CleanFacts facts) =>
        kind switch
        {
            CheckKind.Register => (
                $"Looked up by the portal: {string.Join("; ", facts.Entries.Select(entry => $"{entry.Facts.Name}, {entry.Facts.Register.ToString().ToLowerInvariant()} number {entry.Facts.Number}, {entry.Facts.Status?.ToLowerInvariant() ?? "registered"}{(entry.Facts.AccountsTo is { } to ? $", accounts to {LondonTime.Date(to)}" : "")}"))}. Clean means: the entry is active, the name is the applicant's and the accounts are in time.",
                Cut(string.Join("; ", facts.Entries.Select(entry => $"{entry.Facts.Source}, seen {LondonTime.Date(entry.SeenOn)}")))
            ),
            CheckKind.CrossChecks => (
                "Compared by the portal with every other application and organisation, with other funding and with the sanctions list. Clean means: nothing was found that has no verdict.",
                $"Cross-checks of {LondonTime.DateAndTime(facts.FoundAt!.Value)}; sanctions list of {LondonTime.Date(facts.SanctionsListDate!.Value)}"
            ),
            CheckKind.History => (
                "The portal read every earlier application and grant of the organisation, on all its records. Clean means: no late return, earlier fail, unmet condition, closed concern or stop flag was found that has no verdict.",
                $"Cross-checks of {LondonTime.DateAndTime(facts.FoundAt!.Value)}"
            ),
            CheckKind.Conflicts => (
                "Compared by the portal with the people of this office, and with the links that the organisation named. Clean means: nothing was found that has no verdict.",
                $"Cross-checks of {LondonTime.DateAndTime(facts.FoundAt!.Value)}"
            ),
            CheckKind.BankDetails => (
                $"The account ending {facts.ConfirmedAccount} is confirmed. Clean means: Confirmation of Payee matches the name, and nothing found about the account has no verdict.",
                $"The portal's bank account check, {LondonTime.Date(facts.Today)}"
            ),
            _ => (
                $"{SafeguardingRules.Name(facts.Reach!.Value)}. Clean means: {(facts.Reach == SafeguardingReach.NobodyAtRisk ? "the project reaches no one at risk" : "each piece of evidence was seen and is in date")}.",
                $"The safeguarding page{(facts.ReachSavedOn is { } on ? $", saved {LondonTime.Date(on)}" : "")}"
            ),
        };

    /// <summary>What clean means for a kind of check, before the press.</summary>
    public static string Meaning(CheckKind kind) =>
        kind switch
        {
            CheckKind.Register =>
                $"Each number that the applicant gave is on its register, read today or in an extract of the last {ExtractRules.RegisterDays} days. The entry is active, its name is the applicant's and its accounts are in time.",
            CheckKind.History =>
                "Earlier grants on all records of the organisation, read since the last change. Nothing was found that has no verdict.",
            CheckKind.Conflicts => "Compared since the last change with the people of this office. Nothing was found that has no verdict.",
            CheckKind.CrossChecks =>
                $"Compared since the last change with everything else in the portal, and with a sanctions list of the last {ExtractRules.SanctionsDays} days. Nothing was found that has no verdict.",
            CheckKind.BankDetails => "The account is confirmed, and Confirmation of Payee matches the name.",
            CheckKind.Safeguarding => "The project reaches no one at risk, or each piece of evidence was seen and is in date.",
            _ => "Somebody must read the papers.",
        };

    private static Refusal? WhyRegisterNotClean(CleanFacts facts)
    {
        if (facts.Numbers == 0)
            return new("The applicant gave no register number. Record what else shows that it is active.");
        if (facts.Entries.Count < facts.Numbers)
            return new("A register number has not been looked up yet");
        foreach (var (entry, seenOn, worst) in facts.Entries)
        {
            if (facts.Today.DayNumber - (entry.AsOf ?? seenOn).DayNumber > (entry.AsOf is null ? 0 : ExtractRules.RegisterDays))
                return new($"The register was last read as of {LondonTime.Date(entry.AsOf ?? seenOn)}. Look it up again.");
            if (worst != FindingLevel.Fine)
                return new("The register entry says something to look at");
        }
        return null;
    }

    private static Refusal? WhyListNotClean(CleanFacts facts) =>
        facts.SanctionsListDate is not { } list ? new("No sanctions list is loaded, so no name was compared with it")
        : facts.Today.DayNumber - list.DayNumber > ExtractRules.SanctionsDays
            ? new($"The sanctions list is of {LondonTime.Date(list)}, which is more than {ExtractRules.SanctionsDays} days ago")
        : null;

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300];
}
