using Commissioning.Domain.DueDiligence;

namespace Commissioning.Features.DueDiligence;

/// <summary>Parts of queries about findings, each of a row f of Finding.</summary>
internal static class FindingSql
{
    private static string Kinds(Func<FindingKind, bool> which) =>
        string.Join(", ", Enum.GetValues<FindingKind>().Where(which).Select(kind => $"'{kind}'"));

    /// <summary>The check that a finding's kind belongs to.</summary>
    private static readonly string CheckOf =
        $"case {string.Join(" ", Enum.GetValues<FindingKind>().Select(kind => $"when f.Kind = '{kind}' then '{FindingRules.CheckOf(kind)}'"))} end";

    /// <summary>It is open and holds the decision: what its check holds, and without such a check the decision for all but the account and
    /// subsidy (<see cref="FindingRules.OwnerOf"/>).</summary>
    public static readonly string HoldsDecision = $"""
        f.IsOpen = 1 and (exists (select 1 from DueDiligenceCheck k where k.ApplicationId = f.ApplicationId and k.Status <> 'NotApplicable' and k.Holds = 'Decision' and k.Kind = {CheckOf})
                          or (f.Kind not in ({Kinds(
            FindingRules.HoldsOnlyPayment
        )}) and not exists (select 1 from DueDiligenceCheck k where k.ApplicationId = f.ApplicationId and k.Status <> 'NotApplicable' and k.Kind = {CheckOf})))
        """;
}
