using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>What an officer posts for an area: spending, a virement to another area, a contribution to a hosted scheme, a return; and undoing one.</summary>
public sealed class PostToLedger(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Other">The other area of a virement.</param>
    /// <param name="Scheme">The hosted scheme of a contribution.</param>
    public sealed record Command(FinancialYear Year, TransactionKind Kind, Guid Area, Money Amount, DateOnly On, string? Reason)
    {
        public Guid? Other { get; init; }
        public string? Scheme { get; init; }
        public string? Authority { get; init; }
        public Guid? Project { get; init; }
        public (string Name, byte[] Content)? Evidence { get; init; }
    }

    public async Task<Outcome> RunAsync(Actor actor, Command command)
    {
        FileStore.NewFile? file = null;
        if (command.Evidence is { } evidence)
        {
            if (UploadRules.WhyNotAccepted(evidence.Name, evidence.Content, "Form.Evidence") is { } wrong) return wrong;
            file = await files.WriteAsync(actor, evidence.Name, UploadRules.ContentTypes[Path.GetExtension(evidence.Name).ToLowerInvariant()], evidence.Content, clock.UtcNow());
        }
        return await db.ChangeAsync(actor, AuditAction.LedgerPosted, command.Area, async work =>
        {
            var year = await Posting.LockAsync(work, command.Year);
            var from = await Posting.AccountAsync(work, command.Year, AccountKind.Area, command.Area);
            if (await WhyNotAsync(work, command, year.LockedAt, from, file is not null) is { } refusal) return refusal;
            if (file is not null) await work.ExecuteAsync(FileStore.InsertSql, file);
            var to = await TargetAsync(work, command);
            await Posting.WriteAsync(work, actor, command.Year, new(command.Kind, command.On, command.Reason!.Trim(), [new(from.Id, Money.Nil - command.Amount), new(to.Id, command.Amount)])
            {
                Authority = command.Authority?.Trim(), Project = command.Project, Evidence = file?.Id,
            });
            return Outcome.Done;
        });
    }

    /// <summary>Undoes a transaction by its opposite. Each is undone once, and the undoing stays.</summary>
    public Task<Outcome> ReverseAsync(Actor actor, Guid transaction, DateOnly on, string? reason) => db.ChangeAsync(actor, AuditAction.LedgerReversed, transaction, async work =>
    {
        var found = await work.FindAsync<Row>("select BudgetYear, Number, Kind from LedgerTransaction where Id = @transaction", new { transaction });
        var year = FinancialYear.Parse(found.BudgetYear)!.Value;
        var locked = (await Posting.LockAsync(work, year)).LockedAt;
        if (LedgerRules.WhyCannotPost(year, on, locked, "On") is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("Say why the transaction is reversed", "Reason");
        if (found.Kind == TransactionKind.Reversal || await work.ScalarAsync<int>("select count(*) from LedgerTransaction where ReversesId = @transaction", new { transaction }) > 0)
            return new Refusal($"Transaction {found.Number} is a reversal, or was reversed already");
        var entries = (await work.QueryAsync<EntryRow>("select e.AccountId, e.Amount, a.Kind, a.Name from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @transaction", new { transaction })).ToList();
        foreach (var entry in entries.Where(entry => entry.Kind == AccountKind.Area && entry.Amount > Money.Nil))
            if (LedgerRules.WhyTooMuch(entry.Name, entry.Amount, await Posting.BalanceAsync(work, entry.AccountId), "") is { } tooMuch) return new Refusal($"{tooMuch.Sentence}, so this cannot be reversed yet");
        await Posting.WriteAsync(work, actor, year, new(TransactionKind.Reversal, on, reason.Trim(), entries.Select(entry => new Entry(entry.AccountId, Money.Nil - entry.Amount)).ToList()) { Reverses = transaction, About = found.Kind });
        return Outcome.Done;
    });

    private static async Task<Refusal?> WhyNotAsync(Work work, Command command, DateTime? lockedAt, Account from, bool hasEvidence)
    {
        if (LedgerRules.WhyCannotPost(command.Year, command.On, lockedAt, "Form.On") is { } refusal) return refusal;
        if (LedgerRules.WhyAmountIsWrong(command.Amount, "Form.Amount") is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(command.Reason)) return new("Say what this is for", "Form.Reason");
        if (command.Kind == TransactionKind.Virement && command.Other is null) return new("Choose the area that receives the money", "Form.Other");
        if (command.Kind == TransactionKind.Virement && command.Other == command.Area) return new("A virement goes to another area", "Form.Other");
        if (command.Kind is TransactionKind.Virement or TransactionKind.Return or TransactionKind.CarryForward && string.IsNullOrWhiteSpace(command.Authority)) return new("Say who approved this and by what authority", "Form.Authority");
        if (command.Kind == TransactionKind.Contribution && string.IsNullOrWhiteSpace(command.Scheme)) return new("Enter the scheme", "Form.Scheme");
        if (command.Kind == TransactionKind.Expenditure && LedgerRules.WhyEvidenceNeeded(command.Amount, hasEvidence, "Form.Evidence") is { } evidence) return evidence;
        if (command.Project is { } project && await work.ScalarAsync<int>("select count(*) from CspProject where Id = @project and AreaId = @Area and BudgetYear = @BudgetYear and Status = 'Approved'", new { project, command.Area, BudgetYear = command.Year.ToString() }) == 0) return new("Choose an approved project of this area and year", "Form.Project");
        return LedgerRules.WhyTooMuch(from.Name, command.Amount, await Posting.BalanceAsync(work, from.Id), "Form.Amount");
    }

    private static Task<Account> TargetAsync(Work work, Command command) => command.Kind switch
    {
        TransactionKind.Expenditure => Posting.AccountAsync(work, command.Year, AccountKind.Spent, command.Area),
        TransactionKind.Virement => Posting.AccountAsync(work, command.Year, AccountKind.Area, command.Other!.Value),
        TransactionKind.Contribution => Posting.AccountAsync(work, command.Year, AccountKind.Scheme, command.Scheme!.Trim()),
        TransactionKind.Return => Posting.AccountAsync(work, command.Year, AccountKind.Returned, "Returned to the Commissioner"),
        TransactionKind.CarryForward => Posting.AccountAsync(work, command.Year, AccountKind.Returned, $"Carried into {command.Year.Next}"),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Not posted for an area"),
    };

    private sealed record Row
    {
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
        public required TransactionKind Kind { get; init; }
    }

    private sealed record EntryRow
    {
        public required Guid AccountId { get; init; }
        public required Money Amount { get; init; }
        public required AccountKind Kind { get; init; }
        public required string Name { get; init; }
    }
}

/// <summary>The file that a transaction rests on.</summary>
public sealed class LedgerEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid transaction) =>
        await files.OpenAsync(await db.ReadAsync(work => work.FindOrDefaultAsync<Guid?>("select EvidenceFileId from LedgerTransaction where Id = @transaction", new { transaction })) ?? throw new NotFoundException("No evidence for this transaction"));
}
