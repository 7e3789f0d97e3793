using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Due diligence of a whole round: each application with each check, sorted by what was found.</summary>
public static class RoundChecks
{
    /// <param name="Why">Why it does not pass in one press; null: it does, or it is done.</param>
    public sealed record Cell(ApplicationChecks.Check Check, CheckCell State, int Open, Refusal? Why);

    public sealed record ApplicationRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required Money Amount { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public CheckTier? Tier { get; init; }
        public Guid? OwnerId { get; init; }
        public string? Owner { get; init; }
        public DateTime? FoundAt { get; init; }
        public required bool IsDecided { get; init; }
        public required bool HasSubsidy { get; init; }

        public IReadOnlyList<Cell> Cells { get; init; } = [];
        public RoundGroup Group { get; init; }

        /// <summary>Open findings that hold the decision.</summary>
        public IReadOnlyList<Findings.Finding> Open { get; init; } = [];

        /// <summary>Open findings that hold only the payment.</summary>
        public int BeforePayment { get; init; }

        /// <summary>Open findings for which the round has no check.</summary>
        public IReadOnlyList<Findings.Finding> Loose { get; init; } = [];
        public int Strong => Open.Count(finding => finding.Level == FindingLevel.Against);

        /// <summary>The first check of the decision on which this person can do something now.</summary>
        public Cell? FirstFor(Guid person) =>
            Cells.FirstOrDefault(cell => cell.Check.Holds == CheckHold.Decision && cell.Open > 0 && CanDo(cell, person))
            ?? Cells.FirstOrDefault(cell => cell.Check.Holds == CheckHold.Decision && CanDo(cell, person));

        /// <summary>What waits for a second person is nothing for the one who decided it.</summary>
        public bool CanDo(Cell cell, Guid person) =>
            cell.State switch
            {
                CheckCell.Strong or CheckCell.Found or CheckCell.ToDo or CheckCell.ToRead or CheckCell.Clean => true,
                CheckCell.SecondPerson => cell.Check.Findings.Any(finding => finding.WaitsForSecond && finding.DecidedById != person)
                    || (cell.Check is { Status: CheckStatus.Fail, SecondAt: null } && cell.Check.CheckedById != person),
                _ => false,
            };
    }

    /// <param name="Checks">The names of the round's checks in their order.</param>
    /// <param name="Rows">Strong open findings first, then open ones, then checks to do, then clean ones.</param>
    /// <param name="Today">The date in the UK.</param>
    public sealed record RoundPage(Round Round, IReadOnlyList<string> Checks, IReadOnlyList<ApplicationRow> Rows, DateOnly Today)
    {
        public string InWords => RoundCheckRules.InWords(Rows.Select(row => row.Group).ToList());
        public int ToDecide => Rows.Sum(row => row.Open.Count(finding => finding.Verdict is null));
        public int ForSecond => Rows.Sum(row => row.Open.Count(finding => finding.WaitsForSecond));

        /// <summary>Checks that pass in one press, by name: how many, and how many of that name do not.</summary>
        public IReadOnlyList<(string Name, CheckKind Kind, int Clean, IReadOnlyList<(string Reference, string Why)> Not)> Clean =>
            Rows.Where(row => !row.IsDecided)
                .SelectMany(row => row.Cells.Select(cell => (row, cell)))
                .Where(pair => !CleanRules.NeedsEyes(pair.cell.Check.Kind) && PassChecks.IsToPass(pair.cell.Check, Today))
                .GroupBy(pair => (pair.cell.Check.Name, pair.cell.Check.Kind))
                .Select(group =>
                    (
                        group.Key.Name,
                        group.Key.Kind,
                        group.Count(pair => pair.cell.Why is null),
                        (IReadOnlyList<(string, string)>)
                            group
                                .Where(pair => pair.cell.Why is not null)
                                .Select(pair => (pair.row.Reference, pair.cell.Why!.Sentence))
                                .ToList()
                    )
                )
                .ToList();

        /// <summary>Names of checks that somebody must read, or that have no number to look up, with how many are to do.</summary>
        public IReadOnlyList<(string Name, int Count)> ToRead =>
            Rows.Where(row => !row.IsDecided)
                .SelectMany(row => row.Cells)
                .Where(cell => cell.State == CheckCell.ToRead || cell is { State: CheckCell.ToDo, Check.Kind: CheckKind.Register })
                .GroupBy(cell => cell.Check.Name)
                .Select(group => (group.Key, group.Count()))
                .ToList();

        /// <summary>Applications with a check that passes in one press.</summary>
        public IReadOnlyList<Guid> WithClean =>
            Rows.Where(row =>
                    !row.IsDecided
                    && row.Cells.Any(cell =>
                        cell.Why is null && !CleanRules.NeedsEyes(cell.Check.Kind) && PassChecks.IsToPass(cell.Check, Today)
                    )
                )
                .Select(row => row.Id)
                .ToList();
        public int NoSubsidy => Rows.Count(row => row is { HasSubsidy: false, IsDecided: false });
    }

    public static async Task<RoundPage> GetAsync(Work work, Guid round)
    {
        var today = ApplicationChecks.Today(work);
        var rows = await work.QueryAsync<ApplicationRow>(RowsSql, new { round });
        var checks = (
            await work.QueryAsync<ApplicationChecks.Check>(
                ApplicationChecks.CheckSql
                    + " join Application a on a.Id = c.ApplicationId where a.RoundId = @round and a.Status = 'Submitted' order by c.Position, c.Id",
                new { round }
            )
        ).ToLookup(check => check.ApplicationId);
        var findings = (await Findings.OfRoundAsync(work, round)).ToLookup(finding => finding.ApplicationId);
        var facts = await CleanQueries.OfRoundAsync(work, round);
        return new(
            await RoundReader.GetAsync(work, round),
            checks
                .SelectMany(group => group)
                .GroupBy(check => check.Name)
                .OrderBy(group => group.Min(check => check.Position))
                .Select(group => group.Key)
                .ToList(),
            rows.Select(row => Filled(row, checks[row.Id].ToList(), findings[row.Id].ToList(), facts[row.Id], today))
                .OrderByDescending(row => row.Group != RoundGroup.Finished)
                .ThenByDescending(row => row.Strong)
                .ThenByDescending(row => row.Open.Count)
                .ThenByDescending(row => row.Group == RoundGroup.ByHand)
                .ThenByDescending(row => row.Cells.Count(cell => cell.State is CheckCell.ToDo or CheckCell.SecondPerson))
                .ThenBy(row => row.Reference, StringComparer.Ordinal)
                .ToList(),
            today
        );
    }

    private static ApplicationRow Filled(
        ApplicationRow row,
        IReadOnlyList<ApplicationChecks.Check> checks,
        IReadOnlyList<Findings.Finding> findings,
        CleanFacts facts,
        DateOnly today
    )
    {
        var (owned, others) = ApplicationChecks.Owned(checks, findings);
        var open = owned
            .Where(check => check.Holds == CheckHold.Decision)
            .SelectMany(check => check.Findings)
            .Concat(others.Where(finding => !FindingRules.HoldsOnlyPayment(finding.Kind)))
            .Where(finding => finding.IsOpen)
            .ToList();
        var cells = owned.Select(check => CellOf(check, owned, facts, today)).ToList();
        return row with
        {
            Cells = cells,
            Open = open,
            Loose = others.Where(finding => finding.IsOpen && !FindingRules.HoldsOnlyPayment(finding.Kind)).ToList(),
            BeforePayment = findings.Count(finding => finding.IsOpen) - open.Count,
            Group = RoundCheckRules.GroupOf(
                row.DueDiligence,
                cells.Where(cell => cell.Check.Holds == CheckHold.Decision).Select(cell => cell.State).ToList(),
                open.Count
            ),
        };
    }

    private static Cell CellOf(ApplicationChecks.Check check, IReadOnlyList<ApplicationChecks.Check> all, CleanFacts facts, DateOnly today)
    {
        var states = check.Findings.Select(finding => finding.State).ToList();
        var why = check.State.IsDone(today) ? null : CleanRules.WhyNotClean(check.Kind, Findings.StatesFor(check, all), facts);
        return new(
            check,
            RoundCheckRules.CellOf(
                check.Kind,
                check.State,
                states,
                check.Findings.Count(finding => finding.WaitsForSecond),
                why is null,
                today
            ),
            check.Findings.Count(finding => finding.IsOpen && FindingRules.Verdicts(finding.Kind).Count > 0),
            why
        );
    }

    /// <summary>Where the person goes after a result or a verdict: the next thing of the same application, then of the next application
    /// of the round, then the round.</summary>
    /// <param name="after">The check that was just recorded, or to whose findings a verdict was given.</param>
    public static async Task<string> NextAsync(Work work, Actor actor, Guid application, Guid? after)
    {
        var round = (await ApplicationChecks.ApplicationAsync(work, application)).RoundId;
        var page = await GetAsync(work, round);
        var here = page.Rows.First(row => row.Id == application);
        // The check itself, where it has more to do now that its findings are decided.
        if (
            here.Cells.FirstOrDefault(cell => cell.Check.Id == after && cell.Check.Holds == CheckHold.Decision) is { } same
            && here.CanDo(same, actor.Id)
        )
            return Links.DueDiligence.Check(same.Check.Id);
        return page.Rows.Where(row => row.Id != application && !row.IsDecided && (row.OwnerId is null || row.OwnerId == actor.Id))
                .Prepend(here)
                .Select(row => FirstPage(row, actor.Id))
                .FirstOrDefault(address => address is not null)
            ?? Links.DueDiligence.Round(round);
    }

    private static string? FirstPage(ApplicationRow row, Guid person) =>
        row.FirstFor(person) is { } cell ? Links.DueDiligence.Check(cell.Check.Id)
        : row.Loose.FirstOrDefault(finding => finding.Verdict is null || finding.DecidedById != person) is { } loose
            ? Links.DueDiligence.Finding(loose.Id)
        : null;

    /// <summary>Rounds with applications whose checks are not finished.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> RoundsAsync(Work work)
    {
        List<(Guid, string)> rounds = [];
        foreach (
            var round in await work.QueryAsync<Guid>(
                "select r.Id from Round r where r.WithdrawnAt is null and r.DecidedAt is null and exists (select 1 from Application a where a.RoundId = r.Id and a.Status = 'Submitted' and a.DueDiligence in ('NotStarted', 'InProgress')) order by r.ClosesAt, r.Id"
            )
        )
            rounds.Add((round, (await RoundReader.GetAsync(work, round)).FullName));
        return rounds;
    }

    private const string RowsSql = """
        select    a.Id, a.Reference, o.Name as Organisation, a.AmountRequested as Amount, a.DueDiligence, t.Tier, t.OwnerId, owner.DisplayName as Owner, t.FoundAt,
                  case when exists (select 1 from DecisionLine l where l.ApplicationId = a.Id) then 1 else 0 end as IsDecided,
                  case when exists (select 1 from Subsidy s where s.ApplicationId = a.Id) then 1 else 0 end as HasSubsidy
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join CheckPlan t on t.ApplicationId = a.Id
        left join Person owner on owner.Id = t.OwnerId
        where     a.RoundId = @round and a.Status = 'Submitted'
        order by  a.Number
        """;
}
