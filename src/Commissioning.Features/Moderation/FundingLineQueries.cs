using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Applications by agreed score, the threshold, and the pot allocated by rank, all in exact arithmetic.</summary>
public static class FundingLineQueries
{
    /// <param name="Asked">The amount asked for; higher than the application's amount if it is to be funded in part.</param>
    public sealed record RankedLine(
        FittedApplication Fitted,
        string Organisation,
        string ProjectName,
        string Summary,
        string? Zone,
        Money Asked
    )
    {
        public bool IsPart => Fitted.Application.Amount < Asked;

        public string Reference => Fitted.Application.Reference;
        public string Area => Fitted.Application.Area;
    }

    /// <param name="Pot">What these applications can share: the pot, less what a rolling round has awarded before.</param>
    public sealed record FundingLinePage(
        Round Round,
        string? ThresholdSetBy,
        Fraction? Threshold,
        Money Pot,
        IReadOnlyList<RankedLine> Lines,
        IReadOnlyList<string> Ties,
        bool DrawNeeded,
        IReadOnlyList<PotPart> Parts,
        int WithoutScore,
        IReadOnlyList<(int AtLeast, int Count)> Bands
    )
    {
        public IEnumerable<RankedLine> Of(FitResult result) => Lines.Where(line => line.Fitted.Result == result);

        public Money Funded => Of(FitResult.Fund).Sum(line => line.Fitted.Application.Amount);
        public Money Left => Pot - Funded;
    }

    /// <summary>Uses a trial threshold if given, otherwise the one that is set.</summary>
    public static async Task<FundingLinePage> GetAsync(Work work, Guid round, Fraction? tried = null)
    {
        var inputs = await InputsAsync(work, round);
        return await PageAsync(work, inputs, inputs.Fit(tried ?? inputs.Round.Threshold ?? 0), tried ?? inputs.Round.Threshold, inputs.Pot);
    }

    /// <param name="pot">What these applications share.</param>
    internal static async Task<FundingLinePage> PageAsync(Work work, Inputs inputs, Fitting fitting, Fraction? threshold, Money pot)
    {
        var percents = fitting.Applications.Select(application => application.Application.Percent).OfType<Fraction>().ToList();
        var setter = await work.ScalarAsync<string?>(
            "select DisplayName from Person where Id = @ThresholdSetBy",
            new { inputs.Round.ThresholdSetBy }
        );
        return new(
            inputs.Round,
            setter,
            threshold,
            pot,
            fitting.Applications.Select(application => LineOf(application, inputs.Rows[application.Application.ApplicationId])).ToList(),
            fitting.Ties,
            fitting.DrawNeeded,
            fitting.Parts,
            inputs.Waiting,
            Ranking.Bands(percents, inputs.Round.Policy.BandEdges)
        );
    }

    private sealed record AskedRow
    {
        public required int Number { get; init; }
        public required Money AmountRequested { get; init; }
    }

    /// <summary>What each application of a round asks for, by its number.</summary>
    public static async Task<IReadOnlyDictionary<int, Money>> AskedAsync(Work work, Guid round) =>
        (
            await work.QueryAsync<AskedRow>(
                "select Number, AmountRequested from Application where RoundId = @round and Status = 'Submitted'",
                new { round }
            )
        ).ToDictionary(row => row.Number, row => row.AmountRequested);

    /// <param name="Waiting">Applications without an agreed score.</param>
    internal sealed record Inputs(
        Round Round,
        IReadOnlyList<RankedApplication> Applications,
        IReadOnlyList<RankedApplication> Earlier,
        int Waiting,
        IReadOnlyDictionary<Guid, FundingLineApplication> Rows,
        RoundScores Book
    )
    {
        /// <summary>Applications without an agreed score that stand here with the mean of the assessors' scores.</summary>
        public IReadOnlySet<Guid> OnMeans { get; init; } = new HashSet<Guid>();

        /// <summary>What an earlier list of a rolling round has used.</summary>
        public Money Used => Earlier.Sum(application => application.Amount);

        /// <summary>What these applications share.</summary>
        public Money Pot => Round.Spendable - Used;

        public Fitting Fit(Fraction threshold) =>
            Ranking.Fit(Applications, threshold, Round.Spendable, Round.Policy, Earlier, Round.DrawSeed);
    }

    /// <param name="provisional">Where nothing is agreed, the mean of the assessors' scores stands in.</param>
    internal static async Task<Inputs> InputsAsync(Work work, Guid round, bool provisional = false)
    {
        var details = await RoundReader.GetAsync(work, round);
        var book = await RoundScores.LoadAsync(work, round);
        var all = await work.QueryAsync<FundingLineApplication>(
            ApplicationsSql,
            new
            {
                round,
                Since = details.ClosesAt.AddMonths(-12),
                LastYear = LondonTime.DateOf(details.ClosesAt.AddMonths(-12)),
            }
        );
        var means = provisional
            ? RoundScores.MeansByApplication(await RoundScores.ScoresAsync(work, round, 1, int.MaxValue))
            : new Dictionary<Guid, IReadOnlyDictionary<Guid, Fraction>>();
        var onMeans = all.Where(row => provisional && book.AgreedPercent(row.Id) is null && book.MeanPercent(row.Id) is not null)
            .Select(row => row.Id)
            .ToHashSet();
        // A rolling round decides the applications that are ready; earlier decisions have used their share of the pot.
        var rows = details.Policy.Rolling
            ? all.Where(row => !row.IsDecided && (book.AgreedPercent(row.Id) is not null || onMeans.Contains(row.Id))).ToList()
            : all;
        var earlier = details.Policy.Rolling
            ? all.Where(row => row.Awarded is not null).Select(row => RankedOf(row, book) with { Amount = row.Awarded!.Value }).ToList()
            : [];
        var waiting = details.Policy.Rolling
            ? all.Count(row => !row.IsDecided && book.AgreedPercent(row.Id) is null)
            : rows.Count(row => book.AgreedPercent(row.Id) is null);
        return new(
            details,
            rows.Select(row => onMeans.Contains(row.Id) ? OnMeansOf(row, book, means[row.Id]) : RankedOf(row, book)).ToList(),
            earlier,
            waiting,
            rows.ToDictionary(row => row.Id),
            book
        )
        {
            OnMeans = onMeans,
        };
    }

    private static RankedApplication OnMeansOf(FundingLineApplication row, RoundScores book, IReadOnlyDictionary<Guid, Fraction> means) =>
        RankedOf(row, book) with
        {
            Percent = book.MeanPercent(row.Id),
            ByWeight = book.MeansByWeight(means),
            FailedPassFail = book.FailedByAll(row.Id),
        };

    private static RankedApplication RankedOf(FundingLineApplication row, RoundScores book) =>
        new()
        {
            ApplicationId = row.Id,
            Number = row.Number,
            Reference = row.Reference,
            Percent = book.AgreedPercent(row.Id),
            ByWeight = book.AgreedByWeight(row.Id),
            Amount = row.PartAmount ?? row.AmountRequested,
            FailedCheck = row.DueDiligence == CheckResult.Fail,
            FailedPassFail = book.FailedPassFail(row.Id),
            Priority = row.Priority,
            Area = row.Area,
            Zones = Domain.Applications.Zones.Of(row.Zone),
            Organisation = row.OrganisationId,
            OrganisationName = row.Organisation,
            FundedLately = row.EarlierAwards > 0,
        };

    private static RankedLine LineOf(FittedApplication fitted, FundingLineApplication application) =>
        new(fitted, application.Organisation, application.ProjectName, application.Summary, application.Zone, application.AmountRequested);

    private const string ApplicationsSql = """
        select a.Id, a.Number, a.Reference, coalesce(o.SameAs, o.Id) as OrganisationId, o.Name as Organisation, o.Kind, o.Area, a.ProjectName, a.Summary, a.Priority, a.Zone, a.AmountRequested, a.DueDiligence,
               (select p.Amount from PartAward p where p.ApplicationId = a.Id and p.Confirmed = 1) as PartAmount,
               (select max(w.Amount) from Award w where w.ApplicationId = a.Id) as Awarded,
               case when exists (select 1 from DecisionLine l where l.ApplicationId = a.Id) then 1 else 0 end as IsDecided,
               (select count(*) from Award w join Application e on e.Id = w.ApplicationId where e.OrganisationId in (select m.Id from Organisation m where m.Id = coalesce(o.SameAs, o.Id) union all select m.Id from Organisation m where m.SameAs = coalesce(o.SameAs, o.Id)) and e.RoundId <> a.RoundId and w.OfferedAt > @Since)
               + (select count(*) from PastApplication p where p.OrganisationId in (select m.Id from Organisation m where m.Id = coalesce(o.SameAs, o.Id) union all select m.Id from Organisation m where m.SameAs = coalesce(o.SameAs, o.Id)) and p.Result = 'Funded' and p.DecidedOn > @LastYear) as EarlierAwards
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.RoundId = @round and a.Status = 'Submitted'
        """;

    internal sealed record FundingLineApplication
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string Kind { get; init; }
        public required string Area { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required string Priority { get; init; }
        public string? Zone { get; init; }
        public Money? Awarded { get; init; }
        public required bool IsDecided { get; init; }
        public required int EarlierAwards { get; init; }
        public required Money AmountRequested { get; init; }

        /// <summary>The amount of a part award that the applicant confirmed.</summary>
        public Money? PartAmount { get; init; }
        public required CheckResult DueDiligence { get; init; }
    }
}
