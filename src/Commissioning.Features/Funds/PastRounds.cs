using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Rounds that were over before the portal was used, with the applications brought in of them. They stand in tables of their own,
/// so that nothing that works on a round meets them; what counts the past adds them.</summary>
public static class PastRounds
{
    public sealed record PastRound
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public DateOnly? OpenedOn { get; init; }
        public DateOnly? ClosedOn { get; init; }
        public DateOnly? DecidedOn { get; init; }
        public Money? Pot { get; init; }

        /// <summary>One a line.</summary>
        public required string Bands { get; init; }
        public long? ThresholdNumerator { get; init; }
        public long? ThresholdDenominator { get; init; }
        public required bool CountsAsSubsidy { get; init; }
        public int? TotalApplications { get; init; }
        public int? TotalFunded { get; init; }
        public Money? TotalAsked { get; init; }
        public Money? TotalAwarded { get; init; }
        public Money? TotalPaid { get; init; }
        public Money? TotalReturned { get; init; }
        public Guid? FileId { get; init; }
        public string? FileName { get; init; }
        public string? FileSha256 { get; init; }
        public required DateTime MadeAt { get; init; }
        public DateTime? BroughtInAt { get; init; }
        public string? BroughtInByName { get; init; }
        public DateTime? PublishedAt { get; init; }
        public string? PublishedByName { get; init; }
        public required int Version { get; init; }

        public string FullName => $"{FundName}, {Name}, {BudgetYear}";
        public bool IsBroughtIn => BroughtInAt is not null;
        public PastTotals Totals => new(TotalApplications, TotalFunded, TotalAsked, TotalAwarded, TotalPaid, TotalReturned);
        public bool HasTotals => TotalApplications is not null;
        public PastRoundDetails Details =>
            new()
            {
                Name = Name,
                BudgetYear = BudgetYear,
                OpenedOn = OpenedOn,
                ClosedOn = ClosedOn,
                DecidedOn = DecidedOn,
                Pot = Pot,
                Bands = Bands
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(band => int.Parse(band, CultureInfo.InvariantCulture))
                    .ToList(),
                Threshold =
                    ThresholdNumerator is { } numerator && ThresholdDenominator is { } denominator ? new(numerator, denominator) : null,
                CountsAsSubsidy = CountsAsSubsidy,
            };
    }

    /// <summary>An application of a past round.</summary>
    public sealed record PastApplication
    {
        public required Guid Id { get; init; }
        public required Guid PastRoundId { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
        public required int Line { get; init; }
        public required Guid OrganisationId { get; init; }
        public required bool IsNew { get; init; }
        public string? Reference { get; init; }

        /// <summary>Its name then.</summary>
        public required string Organisation { get; init; }

        /// <summary>Its name now.</summary>
        public required string NameNow { get; init; }
        public required string ProjectName { get; init; }
        public string? Area { get; init; }
        public string? Priority { get; init; }
        public Money? Asked { get; init; }
        public long? ScoreNumerator { get; init; }
        public long? ScoreDenominator { get; init; }
        public required PastResult Result { get; init; }
        public Money? Awarded { get; init; }
        public Money? Paid { get; init; }
        public Money? Returned { get; init; }
        public DateOnly? DecidedOn { get; init; }
        public string? Notes { get; init; }

        public string Round => $"{FundName}, {RoundName}, {BudgetYear}";
        public Fraction? Score =>
            ScoreNumerator is { } numerator && ScoreDenominator is { } denominator ? new Fraction(numerator, denominator) : null;

        /// <summary>Money awarded less what came back.</summary>
        public Money? Kept => Awarded is { } awarded ? awarded - (Returned ?? Money.Zero) : null;
    }

    /// <summary>The figures of a past round that was brought in.</summary>
    public sealed record Figures
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public Money? Pot { get; init; }
        public required int Applications { get; init; }
        public required int Funded { get; init; }
        public Money? Asked { get; init; }
        public required Money Awarded { get; init; }
        public Money? Paid { get; init; }
        public Money? Returned { get; init; }
    }

    /// <summary>The newest year first.</summary>
    public static Task<IReadOnlyList<PastRound>> ListAsync(Work work, Guid? fund = null) =>
        work.QueryAsync<PastRound>(
            Sql + " where (@fund is null or r.FundId = @fund) order by r.BudgetYear desc, f.Name, r.ClosedOn desc, r.Name, r.Id",
            new { fund }
        );

    public static async Task<PastRound> GetAsync(Work work, Guid id) =>
        await work.FindOrDefaultAsync<PastRound>(Sql + " where r.Id = @id", new { id })
        ?? throw new NotFoundException("No such past round");

    /// <param name="first">The place of the first in the order of the workbook, from 1.</param>
    public static Task<IReadOnlyList<PastApplication>> ApplicationsAsync(Work work, Guid id, int first, int last) =>
        work.QueryAsync<PastApplication>(
            PageSql,
            new
            {
                id,
                first,
                last,
            }
        );

    /// <summary>Those of one organisation, on any of its records, newest first.</summary>
    public static Task<IReadOnlyList<PastApplication>> OfOrganisationAsync(Work work, Guid organisation) =>
        work.QueryAsync<PastApplication>(OrganisationSql, new { OrganisationId = organisation });

    /// <summary>Its grants, in the order of the workbook.</summary>
    public static Task<IReadOnlyList<PastApplication>> GrantsAsync(Work work, Guid id) =>
        work.QueryAsync<PastApplication>(
            $"select {Columns} from PastApplication a join PastRound r on r.Id = a.PastRoundId join Fund f on f.Id = r.FundId join Organisation o on o.Id = a.OrganisationId where a.PastRoundId = @id and a.Result = 'Funded' order by a.Line, a.Id",
            new { id }
        );

    /// <summary>Those that the public reads, newest first.</summary>
    public static Task<IReadOnlyList<PastRound>> PublishedAsync(Work work) =>
        work.QueryAsync<PastRound>(
            Sql + " where r.PublishedAt is not null order by r.BudgetYear desc, f.Name, r.ClosedOn desc, r.Name, r.Id"
        );

    /// <summary>All past rounds that were brought in, or those of some funds.</summary>
    public static Task<IReadOnlyList<Figures>> FiguresAsync(Work work, Guid? round = null) =>
        work.QueryAsync<Figures>(FiguresSql, new { round });

    internal const string Sql = """
        select    r.Id, r.FundId, f.Name as FundName, r.Name, r.BudgetYear, r.OpenedOn, r.ClosedOn, r.DecidedOn, r.Pot, r.Bands, r.ThresholdNumerator, r.ThresholdDenominator, r.CountsAsSubsidy,
                  r.TotalApplications, r.TotalFunded, r.TotalAsked, r.TotalAwarded, r.TotalPaid, r.TotalReturned, r.FileId, s.Name as FileName, r.FileSha256, r.MadeAt,
                  r.BroughtInAt, b.DisplayName as BroughtInByName, r.PublishedAt, p.DisplayName as PublishedByName, r.Version
        from      PastRound r
        join      Fund f on f.Id = r.FundId
        left join StoredFile s on s.Id = r.FileId
        left join Person b on b.Id = r.BroughtInBy
        left join Person p on p.Id = r.PublishedBy
        """;
    private const string Columns =
        "a.Id, a.PastRoundId, f.Name as FundName, r.Name as RoundName, r.BudgetYear, a.Line, a.OrganisationId, a.IsNew, a.Reference, a.Organisation, o.Name as NameNow, a.ProjectName, a.Area, a.Priority, a.Asked, a.ScoreNumerator, a.ScoreDenominator, a.Result, a.Awarded, a.Paid, a.Returned, a.DecidedOn, a.Notes";
    private const string PageSql = $"""
        with Numbered as (select a.Id as NumberedId, row_number() over (order by a.Line, a.Id) as RowNumber from PastApplication a where a.PastRoundId = @id)
        select   {Columns}
        from     Numbered n
        join     PastApplication a on a.Id = n.NumberedId
        join     PastRound r on r.Id = a.PastRoundId
        join     Fund f on f.Id = r.FundId
        join     Organisation o on o.Id = a.OrganisationId
        where    n.RowNumber between @first and @last
        order by n.RowNumber
        """;
    private const string OrganisationSql =
        Organisations.LinkedOrganisations.Sql
        + $"""
            select   {Columns}
            from     Body y
            join     PastApplication a on a.OrganisationId = y.Id
            join     PastRound r on r.Id = a.PastRoundId
            join     Fund f on f.Id = r.FundId
            join     Organisation o on o.Id = a.OrganisationId
            order by r.BudgetYear desc, a.DecidedOn desc, f.Name, r.Name, a.Line, a.Id
            """;
    private const string FiguresSql = """
        select   r.Id, r.FundId, f.Name as FundName, r.Name, r.BudgetYear, r.Pot,
                 (select count(*) from PastApplication a where a.PastRoundId = r.Id) as Applications,
                 (select count(*) from PastApplication a where a.PastRoundId = r.Id and a.Result = 'Funded') as Funded,
                 (select sum(a.Asked) from PastApplication a where a.PastRoundId = r.Id) as Asked,
                 (select coalesce(sum(a.Awarded), 0) from PastApplication a where a.PastRoundId = r.Id) as Awarded,
                 (select sum(a.Paid) from PastApplication a where a.PastRoundId = r.Id) as Paid,
                 (select sum(a.Returned) from PastApplication a where a.PastRoundId = r.Id) as Returned
        from     PastRound r
        join     Fund f on f.Id = r.FundId
        where    r.BroughtInAt is not null and (@round is null or r.Id = @round)
        order by r.BudgetYear desc, f.Name, r.Name, r.Id
        """;
}
