using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>What administrators must know of the registers and the sanctions list.</summary>
public static class RegisterWatch
{
    /// <summary>Null when all is well. The age of the sanctions list matters once there is a grant to pay.</summary>
    public static async Task<string?> WhyActAsync(Work work)
    {
        List<string> faults = [];
        if (
            await work.ScalarAsync<int>("select count(*) from Award where EndedAt is null") > 0
            && ExtractRules.WhySanctionsListHolds(await SanctionQueries.ListDateAsync(work), ApplicationChecks.Today(work)) is { } old
        )
            faults.Add($"{old} Until then payments are held.");
        faults.AddRange(
            (await work.QueryAsync<FetchRow>("select Kind, Outcome from RegisterFetch where Failed = 1 order by Kind")).Select(row =>
                $"{ExtractRules.NameOf(row.Kind)}: {row.Outcome}."
            )
        );
        faults.AddRange(
            (await work.QueryAsync<ImportRow>(FetchedSql, new { Portal = Actor.Portal.Id })).Select(row =>
                row.State == "Doubted"
                    ? $"{ExtractRules.NameOf(row.Kind)}: the file that was fetched is not used yet. {row.Doubt}."
                    : $"{ExtractRules.NameOf(row.Kind)}: the file that was fetched was refused. Open the page of the registers for the reasons."
            )
        );
        return faults.Count == 0 ? null : string.Join(" ", faults);
    }

    // Of each kind the newest file, if the portal fetched it and it is not in use.
    private const string FetchedSql = """
        select   i.Kind, i.State, i.Doubt
        from     RegisterImport i
        where    i.StartedBy = @Portal and i.State in ('Doubted', 'Refused') and not exists (select 1 from RegisterImport n where n.Kind = i.Kind and n.Id > i.Id)
        order by i.Kind, i.Id
        """;

    private sealed record FetchRow
    {
        public required ExtractKind Kind { get; init; }
        public required string Outcome { get; init; }
    }

    private sealed record ImportRow
    {
        public required ExtractKind Kind { get; init; }
        public required string State { get; init; }
        public string? Doubt { get; init; }
    }
}
