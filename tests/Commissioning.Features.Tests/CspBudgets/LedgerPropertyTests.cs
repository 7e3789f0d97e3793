using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioning.Features.Tests.CspBudgets;

/// <summary>Any sequence of postings, requests, approvals, reversals, locks and mergers leaves the ledger sound.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly FinancialYear Year = new(2025);

    private enum Act
    {
        Spend,
        SpendOnProject,
        SpendOnEarmark,
        Contribute,
        Earmark,
        ReleaseEarmark,
        Propose,
        Withdraw,
        Finish,
        AddEvidence,
        Request,
        RequestAndApprove,
        Approve,
        Reverse,
        Lock,
        Reopen,
        Merge,
    }

    private static readonly Arbitrary<Act> Acts = Any.Of([
        .. Enum.GetValues<Act>(),
        Act.Spend,
        Act.SpendOnProject,
        Act.SpendOnEarmark,
        Act.Earmark,
        Act.AddEvidence,
        Act.Propose,
        Act.RequestAndApprove,
        Act.RequestAndApprove,
        Act.RequestAndApprove,
        Act.RequestAndApprove,
        Act.Reverse,
        Act.Reverse,
        Act.Reopen,
    ]);

    private static readonly Arbitrary<(Act Act, int Area, int Day, int Pence, int Which)[]> Sequences = Any.Steps(
        Any.Each(Acts, Any.Number(0, 4), Any.Number(0, 364), Any.Number(-1, 400), Any.Number(0, 999)),
        500
    );

    [RepeatableProperty(5)]
    public Property The_ledger_stays_sound_after_any_sequence_of_acts() => Prop.ForAll(Sequences, IsSoundAfterAsync);

    [RepeatableProperty(5, WithNewSeed = true)]
    public Property The_ledger_stays_sound_after_any_new_sequence_of_acts() => Prop.ForAll(Sequences, IsSoundAfterAsync);

    private static async Task<bool> IsSoundAfterAsync((Act Act, int Area, int Day, int Pence, int Which)[] steps)
    {
        using var database = new TestDatabase();
        database.Clock.MoveTo("2026-04-10 10:00");
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(Year, 5, new(1000)); // So few pence that an account is often exactly empty.
        await ledger.AllocateAsync(Year.Next, new(1000));
        await ledger.FundAsync(Year, new(2000));
        var payee = (await new AddPayee(database.Db).RunAsync(ledger.Officer, "County Council")).Value;
        var scheme = (await new AddHostedScheme(database.Db).RunAsync(ledger.Officer, "A scheme", ledger.Areas[0])).Value;
        // Every other group of four steps is done by four tasks at once.
        foreach (var (group, i) in steps.Chunk(4).Select((group, i) => (group, i)))
            if (i % 2 == 0)
                await Task.WhenAll(group.Select(step => Task.Run(() => DoAsync(step))));
            else
                foreach (var step in group)
                    await DoAsync(step);
        await LedgerAssert.IsSoundAsync(database);
        return true;

        async Task DoAsync((Act Act, int Area, int Day, int Pence, int Which) step)
        {
            var (act, place, day, pence, which) = step;
            var db = database.Db;
            var (area, year, amount) = (ledger.Areas[place], which % 3 == 0 ? Year.Next : Year, new Money(pence));
            var on = year.Start.AddDays(day);
            switch (act)
            {
                case Act.Spend:
                    await ledger.PostAsync(Spending() with { WhyNotDuplicate = "Another" });
                    break;
                case Act.SpendOnProject when await PickAsync("CspProject", "AreaId = @area and BudgetYear = @year") is { } project:
                    await ledger.PostAsync(Spending() with { Project = project, WhyNotDuplicate = "Another" });
                    break;
                case Act.SpendOnEarmark when await PickAsync("LedgerEarmark", "AreaId = @area and BudgetYear = @year") is { } earmark:
                    await ledger.PostAsync(Spending() with { Earmark = earmark, WhyNotDuplicate = "Another" });
                    break;
                case Act.Contribute:
                    await ledger.PostAsync(
                        Spending() with
                        {
                            Kind = TransactionKind.Contribution,
                            Scheme = scheme,
                            WhyNotDuplicate = "Another",
                        }
                    );
                    break;
                case Act.Earmark:
                    await ledger.PostAsync(Spending() with { Kind = TransactionKind.Earmark });
                    break;
                case Act.ReleaseEarmark when await PickAsync("LedgerEarmark", "1 = 1") is { } earmark:
                    await new ReleaseEarmark(db).RunAsync(ledger.Officer, earmark, "Not needed");
                    break;
                case Act.Propose:
                    await new DecideProject(db, new Office()).RunAsync(
                        ledger.Officer,
                        await ProposedProject.AddAsync(database, year, area, new(Math.Max(pence, 1))),
                        approve: true,
                        null
                    );
                    break;
                case Act.Withdraw when await PickAsync("CspProject", "1 = 1") is { } project:
                    await new WithdrawProjectApproval(db).RunAsync(ledger.Officer, project, "A mistake");
                    break;
                case Act.Finish when which % 4 == 0 && await PickAsync("CspProject", "1 = 1") is { } project:
                    await new FinishProject(db).RunAsync(ledger.Officer, project);
                    break;
                case Act.AddEvidence when await PickAsync("LedgerTransaction", "Kind = 'Expenditure'") is { } spending:
                    await new AddLedgerEvidence(db, ledger.Files, database.Clock).RunAsync(
                        ledger.Officer,
                        spending,
                        Upload.Read("receipt.pdf", "%PDF-1.4 receipt"u8.ToArray(), "").Value!
                    );
                    break;
                case Act.Request:
                    await ledger.RequestAsync(await CommandAsync());
                    break;
                case Act.RequestAndApprove:
                    await ledger.TryAsync(await CommandAsync());
                    break;
                case Act.Approve when await PickAsync("LedgerRequest", "1 = 1") is { } request:
                    await ledger.ApproveAsync(request);
                    break;
                case Act.Reverse when await PickAsync("LedgerTransaction", "Kind <> 'Base'") is { } transaction:
                    await ledger.ReverseAsync(transaction, on);
                    break;
                case Act.Lock when which % 4 == 0:
                    await ledger.LockAsync(Year);
                    break;
                case Act.Reopen:
                    await ledger.ReopenAsync(Year);
                    break;
                case Act.Merge when which % 20 == 0:
                    await new MergeAreas(db).RunAsync(
                        ledger.Officer,
                        [ledger.Areas[0], ledger.Areas[1]],
                        $"North {which}",
                        null,
                        Year.Next.Next.Start
                    );
                    await new OpenYear(db).RunAsync(ledger.Officer, Year.Next.Next);
                    break;
            }

            PostToLedger.Command Spending() => new(year, TransactionKind.Expenditure, area, amount, on, "Something");

            async Task<RequestLedgerPosting.Command> CommandAsync()
            {
                var kinds = Enum.GetValues<LedgerRequestKind>();
                var kind = kinds[which % kinds.Length];
                var project =
                    kind == LedgerRequestKind.ProjectAmount ? await PickAsync("CspProject", "AreaId = @area and BudgetYear = @year") : null;
                if (kind == LedgerRequestKind.ProjectAmount && project is null)
                    kind = LedgerRequestKind.Return;
                var reversed = kind == LedgerRequestKind.Reversal ? await PickAsync("LedgerTransaction", "BudgetYear = @year") : null;
                if (kind == LedgerRequestKind.Reversal && reversed is null)
                    kind = LedgerRequestKind.Return;
                var lines = LedgerRequestRules.IsOfAreas(kind)
                    ? new List<RequestLedgerPosting.Line>
                    {
                        new(area, amount, kind == LedgerRequestKind.Virement ? Any.At(ledger.Areas, which) : null),
                    }
                    : [new(null, amount)];
                if (kind is LedgerRequestKind.Return or LedgerRequestKind.TopUp or LedgerRequestKind.Keep && which % 2 == 0)
                    lines.Add(new(Any.At(ledger.Areas, 999 - which), new(Math.Max(1, pence / 2))));
                return new(year, kind, on, lines, "Something", "A paper")
                {
                    Payee = kind == LedgerRequestKind.CentralPayment ? payee : null,
                    Project = project,
                    Transaction = reversed,
                    Source = "Commissioner's budget",
                };
            }

            static string Order(string table) =>
                table == "LedgerTransaction" ? "BudgetYear, Number"
                : table == "LedgerRequest" ? "RequestedAt, Id"
                : "CreatedAt, Id";

            async Task<Guid?> PickAsync(string table, string where) =>
                await db.QueryAsync<Guid>(
                    $"select Id from {table} where {where} order by {Order(table)}",
                    new { area, year = year.ToString() }
                )
                    is { Count: > 0 } ids
                    ? Any.At(ids, which)
                    : null;
        }
    }
}
