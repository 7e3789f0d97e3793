using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer requests a movement of the ledger, which someone else approves (R6, R89). Nothing is posted yet.</summary>
public sealed class RequestLedgerPosting(Db db)
{
    public sealed record Command(
        FinancialYear Year,
        LedgerRequestKind Kind,
        DateOnly On,
        IReadOnlyList<Line> Lines,
        string? Reason,
        string? Paper
    )
    {
        public Guid? Payee { get; init; }
        public Guid? Project { get; init; }
        public Guid? Formula { get; init; }

        /// <summary>The transaction that is to be reversed.</summary>
        public Guid? Transaction { get; init; }

        /// <summary>Name of the funding source.</summary>
        public string? Source { get; init; }

        /// <summary>The year-end decision that it is a part of.</summary>
        public Guid? Decision { get; init; }
    }

    /// <param name="Area">Null: no area is concerned.</param>
    /// <param name="Other">The area that receives a virement.</param>
    public sealed record Line(Guid? Area, Money Amount, Guid? Other = null);

    public async Task<Result<Guid>> RunAsync(Actor actor, Command command)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(actor, AuditAction.LedgerRequested, id, work => AddAsync(work, actor, id, command));
    }

    internal static async Task<Result<Guid>> AddAsync(Work work, Actor actor, Guid id, Command command)
    {
        var refusals = LedgerRequestRules.WhyIncomplete(command.Reason, command.Paper).ToList();
        if (TextLimit.WhyTooLong(command.Source, 200, nameof(command.Source)) is { } wide)
            refusals.Add(wide);
        var request = new LedgerRequest
        {
            Id = id,
            BudgetYear = command.Year.ToString(),
            Kind = command.Kind,
            PayeeId = command.Payee,
            ProjectId = command.Project,
            FormulaId = command.Formula,
            TransactionId = command.Transaction,
            DecisionId = command.Decision,
            Source = string.IsNullOrWhiteSpace(command.Source) ? null : command.Source.Trim(),
            EffectiveOn = command.On,
            // What is reversed says how much, so that the limits of the approver count for it.
            Amount = command is { Kind: LedgerRequestKind.Reversal, Transaction: { } reversed }
                ? (await LedgerQueries.DescribeAsync(work, reversed)).Amount
                : command.Lines.Sum(line => line.Amount),
            Reason = command.Reason?.Trim() ?? "",
            Paper = command.Paper?.Trim() ?? "",
            Status = LedgerRequestStatus.Waiting,
            RequestedBy = actor.Id,
            RequestedAt = work.Now,
            Version = 1,
            Lines = command
                .Lines.Select(line => new LedgerRequest.Line
                {
                    AreaId = line.Area,
                    OtherAreaId = line.Other,
                    Amount = line.Amount,
                })
                .ToList(),
        };
        if (await LedgerRequestPosting.WhyNotAsync(work, request) is { } refusal)
            refusals.Add(refusal);
        if (refusals.Count == 0 && await WhyAlikeAsync(work, request) is { } alike)
            refusals.Add(alike);
        if (refusals.Count > 0)
            return refusals;
        await work.ExecuteAsync(InsertSql, request);
        await work.ExecuteAsync(
            "insert into LedgerRequestLine (RequestId, Place, AreaId, OtherAreaId, Amount) values (@id, @Place, @AreaId, @OtherAreaId, @Amount)",
            request.Lines.Select(
                (line, i) =>
                    new
                    {
                        id,
                        Place = i + 1,
                        line.AreaId,
                        line.OtherAreaId,
                        line.Amount,
                    }
            )
        );
        var stored = await LedgerRequestQueries.FindAsync(work, id);
        work.Note($"{stored.BudgetYear}, {stored.Title}, {stored.InWords}. {stored.Reason} ({stored.Paper})");
        return Result.Made(id);
    }

    /// <summary>The same request does not wait twice.</summary>
    private static async Task<Refusal?> WhyAlikeAsync(Work work, LedgerRequest request)
    {
        var waiting = await work.QueryAsync<Guid>(
            "select Id from LedgerRequest where Status = 'Waiting' and BudgetYear = @BudgetYear and Kind = @Kind and Amount = @Amount and EffectiveOn = @EffectiveOn order by RequestedAt, Id",
            request
        );
        foreach (var id in waiting)
        {
            var other = await LedgerRequestQueries.FindAsync(work, id);
            if (
                (other.Reason, other.PayeeId, other.ProjectId, other.TransactionId, other.Source)
                    == (request.Reason, request.PayeeId, request.ProjectId, request.TransactionId, request.Source)
                && other.Lines.Select(Key).SequenceEqual(request.Lines.Select(Key))
            )
                return new(
                    $"{other.RequestedByName} requested the same at {LondonTime.DateAndTime(other.RequestedAt)}, and it waits. Withdraw that one, or say in \"What is it for?\" how this differs.",
                    nameof(Command.Reason)
                );
        }
        return null;

        static (Guid?, Guid?, Money) Key(LedgerRequest.Line line) => (line.AreaId, line.OtherAreaId, line.Amount);
    }

    private const string InsertSql = """
        insert into LedgerRequest (Id, BudgetYear, Kind, PayeeId, ProjectId, FormulaId, TransactionId, DecisionId, Source, EffectiveOn, Amount, Reason, Paper, Status, RequestedBy, RequestedAt, Version)
        values (@Id, @BudgetYear, @Kind, @PayeeId, @ProjectId, @FormulaId, @TransactionId, @DecisionId, @Source, @EffectiveOn, @Amount, @Reason, @Paper, @Status, @RequestedBy, @RequestedAt, 1)
        """;
}
