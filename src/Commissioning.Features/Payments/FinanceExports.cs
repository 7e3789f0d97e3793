using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Files for the finance system: those that were made, and what the next would hold.</summary>
public static class FinanceExports
{
    public const int PageSize = 25;
    public const int LinesShown = 100;

    public sealed record FinanceExport
    {
        public required Guid Id { get; init; }
        public required string Number { get; init; }
        public required ExportKind Kind { get; init; }
        public required string ProfileName { get; init; }
        public required DateOnly UpTo { get; init; }
        public required int Lines { get; init; }
        public required Money Total { get; init; }
        public required string FileName { get; init; }
        public required string Sha256 { get; init; }
        public required ExportStatus Status { get; init; }
        public required string MadeBy { get; init; }
        public required DateTime MadeAt { get; init; }

        /// <summary>Who confirmed or cancelled it, when, and what they say.</summary>
        public string? EndedBy { get; init; }
        public DateTime? EndedAt { get; init; }
        public string? EndedNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record ExportedLine
    {
        public required int Position { get; init; }
        public required MovementKind Movement { get; init; }
        public required Guid SubjectId { get; init; }
        public required DateOnly OnDay { get; init; }
        public required Money Amount { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public required string Company { get; init; }
        public required string CostCentre { get; init; }
        public required string Subjective { get; init; }
        public required string Project { get; init; }
        public required string FundingSource { get; init; }
        public required string VatTreatment { get; init; }

        public FinanceCodes Codes => new(Company, CostCentre, Subjective, Project, FundingSource, VatTreatment);
    }

    /// <param name="Money">What would be exported.</param>
    /// <param name="Codes">Its codes; null: there are none, which stops the export.</param>
    /// <param name="WhyNone">What to do where there are none.</param>
    public sealed record PlannedLine(MoneyMovement Money, CodeSet? Codes, string? WhyNone);

    public sealed record PlannedExport(ExportProfiles.ExportProfile Profile, DateOnly UpTo, IReadOnlyList<PlannedLine> Lines)
    {
        public Money Total => Lines.Sum(line => line.Money.Amount);
        public IReadOnlyList<PlannedLine> WithoutCodes => Lines.Where(line => line.Codes is null).ToList();
    }

    public static async Task<(IReadOnlyList<FinanceExport> Exports, int Page, int Pages)> ListAsync(Work work, int page)
    {
        var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from FinanceExport") + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return (
            await work.QueryAsync<FinanceExport>(ListSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
            page,
            pages
        );
    }

    public static Task<FinanceExport> GetAsync(Work work, Guid export) =>
        work.FindAsync<FinanceExport>(Sql + " where e.Id = @export", new { export });

    public static async Task<(IReadOnlyList<ExportedLine> Lines, int Page, int Pages)> LinesAsync(Work work, FinanceExport export, int page)
    {
        var pages = Math.Max(1, (export.Lines + LinesShown - 1) / LinesShown);
        page = Math.Clamp(page, 1, pages);
        return (
            await work.QueryAsync<ExportedLine>(
                LinesSql,
                new
                {
                    export.Id,
                    First = (page - 1) * LinesShown + 1,
                    Last = page * LinesShown,
                }
            ),
            page,
            pages
        );
    }

    /// <summary>What an export of this profile would hold now.</summary>
    public static async Task<PlannedExport> PlanAsync(Work work, Guid profile, DateOnly upTo)
    {
        var found = await ExportProfiles.GetAsync(work, profile);
        var sets = await CodeSets.AllAsync(work);
        return new(
            found,
            upTo,
            (await MoneyMovements.WaitingAsync(work, found.Kind, upTo))
                .Select(one =>
                    CodeRules.For(sets, one.Coded, one.CodedOn) is { } codes
                        ? new PlannedLine(one, codes, null)
                        : new PlannedLine(one, null, CodeRules.WhyNone(sets, one.Coded, one.CodedOn))
                )
                .ToList()
        );
    }

    internal const string Sql = """
        select    e.Id, e.Number, e.Kind, e.ProfileName, e.UpTo, e.Lines, e.Total, e.FileName, e.Sha256, e.Status, m.DisplayName as MadeBy, e.MadeAt, d.DisplayName as EndedBy, e.EndedAt, e.EndedNote, e.Version
        from      FinanceExport e
        join      Person m on m.Id = e.MadeBy
        left join Person d on d.Id = e.EndedBy
        """;
    private const string ListSql =
        """
            with Numbered as (select Id, row_number() over (order by MadeAt desc, Number desc) as RowNumber from FinanceExport)
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = e.Id
            where     n.RowNumber between @First and @Last
            order by  n.RowNumber
            """;
    private const string LinesSql = """
        select   l.Position, l.Movement, l.SubjectId, l.OnDay, l.Amount, l.Reference, l.Payee, c.Company, c.CostCentre, c.Subjective, c.Project, c.FundingSource, c.VatTreatment
        from     FinanceExportLine l
        join     CodeSet c on c.Id = l.CodeSetId
        where    l.ExportId = @Id and l.Position between @First and @Last
        order by l.Position
        """;
}
