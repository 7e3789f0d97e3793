using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer's postings for an area: base allocation, top-up, earmark, expenditure, virement to another area, contribution to a
/// hosted scheme, return; later evidence; and reversal.</summary>
public sealed class PostToLedger(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Other">The other area of a virement.</param>
    /// <param name="HostedScheme">The hosted scheme of a contribution.</param>
    public sealed record Command(FinancialYear Year, TransactionKind Kind, Guid Area, Money Amount, DateOnly On, string? Reason)
    {
        public Guid? Other { get; init; }
        public string? HostedScheme { get; init; }
        public string? Authority { get; init; }
        public Guid? Project { get; init; }
        public Upload? Evidence { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var file = command.Evidence is { } given ? await files.WriteAsync(actor, given, clock.UtcNow()) : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.LedgerPosted,
            command.Area,
            async work =>
            {
                var year = await Posting.YearAsync(work, command.Year);
                var (from, to) = await AccountsAsync(work, command);
                if (await WhyNotAsync(work, command, year.LockedAt, from, file is not null) is { } refusal)
                    return refusal;
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                if (command is { Kind: TransactionKind.Expenditure, Project: { } project })
                    await ReleaseAsync(
                        work,
                        actor,
                        command.Year,
                        project,
                        command.On,
                        "Commitment met by what is spent next",
                        command.Amount
                    );
                await Posting.WriteAsync(
                    work,
                    actor,
                    command.Year,
                    new(
                        command.Kind,
                        command.On,
                        command.Reason!.Trim(),
                        [
                            new(from.Id, -command.Amount),
                            new(
                                (
                                    file is not null && to.Kind == AccountKind.Spent
                                        ? await Posting.AccountAsync(work, command.Year, AccountKind.Evidenced, command.Area)
                                        : to
                                ).Id,
                                command.Amount
                            ),
                        ]
                    )
                    {
                        Authority = command.Authority?.Trim(),
                        Project = command.Project,
                        Evidence = file?.Id,
                    }
                );
                return Result.Done;
            }
        );
    }

    /// <summary>Adds evidence to posted spending, which moves to the evidenced account.</summary>
    public async Task<Result> AddEvidenceAsync(Actor actor, Guid transaction, Upload evidence)
    {
        var file = await files.WriteAsync(actor, evidence, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.LedgerEvidenceAdded,
            transaction,
            async work =>
            {
                var found = await work.FindAsync<PostedTransaction>(RowSql, new { transaction });
                var year = FinancialYear.Parse(found.BudgetYear)!.Value;
                var locked = (await Posting.YearAsync(work, year)).LockedAt;
                if (LedgerRules.WhyCannotPost(year, found.EffectiveOn, locked, nameof(Command.Evidence)) is { } refusal)
                    return refusal;
                var spent = (await work.QueryAsync<EntryRow>(EntriesSql, new { transaction })).FirstOrDefault(entry =>
                    entry.Kind == AccountKind.Spent
                );
                if (found.Kind != TransactionKind.Expenditure || spent is null)
                    return new Refusal($"Transaction {found.Number} is not spending without evidence");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LedgerTransaction t where ReversesId = @transaction or (EvidencesId = @transaction and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id))",
                        new { transaction }
                    ) > 0
                )
                    return new Refusal($"Transaction {found.Number} was reversed, or already has its evidence");
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await Posting.WriteAsync(
                    work,
                    actor,
                    year,
                    new(
                        TransactionKind.Evidence,
                        found.EffectiveOn,
                        $"Evidence for number {found.Number}",
                        [
                            new(spent.AccountId, -spent.Amount),
                            new((await Posting.AccountAsync(work, year, AccountKind.Evidenced, spent.AreaId!.Value)).Id, spent.Amount),
                        ]
                    )
                    {
                        Project = found.ProjectId,
                        Evidence = file.Id,
                        Evidences = transaction,
                    }
                );
                return Result.Done;
            }
        );
    }

    /// <summary>Releases what remains of a project's commitment, up to an amount.</summary>
    internal static async Task ReleaseAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Guid project,
        DateOnly on,
        string reason,
        Money most
    )
    {
        var held = await work.FindAsync<CommitmentRow>("select AreaId, Committed from CspProject where Id = @project", new { project });
        var amount = held.Committed < most ? held.Committed : most;
        if (amount <= Money.Zero)
            return;
        await Posting.MoveAsync(
            work,
            actor,
            year,
            TransactionKind.Commitment,
            on,
            reason,
            await Posting.AccountAsync(work, year, AccountKind.Committed, held.AreaId),
            await Posting.AccountAsync(work, year, AccountKind.Area, held.AreaId),
            amount,
            project
        );
    }

    /// <summary>Reverses a transaction with its opposite. Each can be reversed once, and a reversal cannot be reversed.</summary>
    public Task<Result> ReverseAsync(Actor actor, Guid transaction, DateOnly on, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerReversed,
            transaction,
            async work =>
            {
                var found = await work.FindAsync<PostedTransaction>(RowSql, new { transaction });
                var year = FinancialYear.Parse(found.BudgetYear)!.Value;
                var locked = (await Posting.YearAsync(work, year)).LockedAt;
                if (LedgerRules.WhyCannotPost(year, on, locked, nameof(on)) is { } refusal)
                    return refusal;
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are reversing the transaction", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 400, nameof(reason)) is { } wide)
                    return wide;
                if (
                    found.Kind == TransactionKind.Reversal
                    || await work.ScalarAsync<int>(
                        "select count(*) from LedgerTransaction where ReversesId = @transaction",
                        new { transaction }
                    ) > 0
                )
                    return new Refusal($"Transaction {found.Number} is a reversal, or has already been reversed");
                if (found.Kind is TransactionKind.RoundPot or TransactionKind.Grant)
                    return new Refusal("The grant round posted this, so you cannot reverse it by hand");
                if (
                    await work.FindOrDefaultAsync<PostedTransaction>(
                        "select BudgetYear, Number, Kind, EffectiveOn, ProjectId from LedgerTransaction t where EvidencesId = @transaction and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id)",
                        new { transaction }
                    ) is
                    { } evidence
                )
                    return new Refusal($"Transaction {evidence.Number} is the evidence of this one. Reverse that first.");
                var entries = (await work.QueryAsync<EntryRow>(EntriesSql, new { transaction })).ToList();
                foreach (
                    var entry in entries.Where(entry =>
                        entry.Kind is not (AccountKind.Funding or AccountKind.BroughtForward) && entry.Amount > Money.Zero
                    )
                )
                    if (
                        LedgerRules.WhyTooMuch(entry.Name, entry.Amount, await Posting.BalanceAsync(work, entry.AccountId), "") is
                        { } tooMuch
                    )
                        return new Refusal($"{tooMuch.Sentence}, so this cannot be reversed yet");
                if (found is { Kind: TransactionKind.Commitment, ProjectId: not null })
                    return new Refusal("A project's commitment ends when the project is finished, on the project's page");
                await Posting.WriteAsync(
                    work,
                    actor,
                    year,
                    new(
                        TransactionKind.Reversal,
                        on,
                        reason.Trim(),
                        entries.Select(entry => new Entry(entry.AccountId, -entry.Amount)).ToList()
                    )
                    {
                        Reverses = transaction,
                        About = found.Kind,
                        Project = found.ProjectId,
                    }
                );
                return Result.Done;
            }
        );

    private static async Task<Refusal?> WhyNotAsync(Work work, Command command, DateTime? lockedAt, Account from, bool hasEvidence)
    {
        if (LedgerRules.WhyCannotPost(command.Year, command.On, lockedAt, nameof(Command.On)) is { } refusal)
            return refusal;
        if (LedgerRules.WhyAmountIsWrong(command.Amount, nameof(Command.Amount)) is { } wrong)
            return wrong;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return new("Say what this is for", nameof(Command.Reason));
        if (
            TextLimit.WhyTooLong([(command.Reason, 500, nameof(Command.Reason)), (command.Authority, 200, nameof(Command.Authority))])
            is [var wide, ..]
        )
            return wide;
        if (command.Kind == TransactionKind.Virement && command.Other is null)
            return new("Choose the area that receives the money", nameof(Command.Other));
        if (command.Kind == TransactionKind.Virement && command.Other == command.Area)
            return new("A virement goes to another area", nameof(Command.Other));
        if (
            command.Kind
                is TransactionKind.Base
                    or TransactionKind.TopUp
                    or TransactionKind.Virement
                    or TransactionKind.Return
                    or TransactionKind.CarryForward
            && string.IsNullOrWhiteSpace(command.Authority)
        )
            return new("Say who approved this and by what authority", nameof(Command.Authority));
        if (command.Kind == TransactionKind.Contribution && string.IsNullOrWhiteSpace(command.HostedScheme))
            return new("Enter the scheme", nameof(Command.HostedScheme));
        if (
            command.Kind == TransactionKind.Expenditure
            && LedgerRules.WhyEvidenceNeeded(command.Amount, hasEvidence, nameof(Command.Evidence)) is { } evidence
        )
            return evidence;
        if (command.Kind == TransactionKind.Base)
            return null;
        if (command.Kind == TransactionKind.TopUp)
            return await WhyNotBroughtForwardAsync(work, command.Year, command.Amount, nameof(Command.Amount));
        var (free, line) = (await Posting.BalanceAsync(work, from.Id), await PromisedAsync(work, from));
        if (command.Project is { } project)
        {
            if (
                await work.FindOrDefaultAsync<CommitmentRow>(
                    "select AreaId, Committed from CspProject where Id = @project and AreaId = @Area and BudgetYear = @BudgetYear and Status = 'Approved'",
                    new
                    {
                        project,
                        command.Area,
                        BudgetYear = command.Year.ToString(),
                    }
                )
                is not { } held
            )
                return new("Choose an approved project of this area and year", nameof(Command.Project));
            free += held.Committed < command.Amount ? held.Committed : command.Amount;
        }
        return LedgerRules.WhyTooMuch(from.Name, command.Amount, free, nameof(Command.Amount), line);
    }

    /// <summary>Null when the underspend brought forward has this much that is not allocated yet.</summary>
    internal static async Task<Refusal?> WhyNotBroughtForwardAsync(Work work, FinancialYear year, Money amount, string field)
    {
        var left = (await YearOverview.GetAsync(work, year, null)).NotGivenOut;
        return amount > left
            ? new($"{left} of the underspend of {year.Previous} is not allocated yet, which is {amount - left} less than {amount}", field)
            : null;
    }

    private static async Task<Money> PromisedAsync(Work work, Account area) =>
        new(
            await work.ScalarAsync<long>(
                "select coalesce(sum(Balance), 0) from LedgerAccount where BudgetYear = @BudgetYear and AreaId = @AreaId and Kind in ('Earmarked', 'Committed')",
                area
            )
        );

    private static async Task<(Account From, Account To)> AccountsAsync(Work work, Command command)
    {
        var area = await Posting.AccountAsync(work, command.Year, AccountKind.Area, command.Area);
        return command.Kind switch
        {
            TransactionKind.Base => (await Posting.AccountAsync(work, command.Year, AccountKind.Funding, Posting.Budget), area),
            TransactionKind.TopUp => (
                await Posting.AccountAsync(work, command.Year, AccountKind.BroughtForward, $"Underspend of {command.Year.Previous}"),
                area
            ),
            TransactionKind.Earmark => (area, await Posting.AccountAsync(work, command.Year, AccountKind.Earmarked, command.Area)),
            TransactionKind.Expenditure => (area, await Posting.AccountAsync(work, command.Year, AccountKind.Spent, command.Area)),
            TransactionKind.Virement => (
                area,
                command.Other is { } other ? await Posting.AccountAsync(work, command.Year, AccountKind.Area, other) : area
            ),
            TransactionKind.Contribution => (
                area,
                string.IsNullOrWhiteSpace(command.HostedScheme)
                    ? area
                    : await Posting.AccountAsync(work, command.Year, AccountKind.HostedScheme, command.HostedScheme.Trim())
            ),
            TransactionKind.Return => (
                area,
                await Posting.AccountAsync(work, command.Year, AccountKind.Returned, "Returned to the Commissioner")
            ),
            TransactionKind.CarryForward => (
                area,
                await Posting.AccountAsync(work, command.Year, AccountKind.Returned, $"Carried into {command.Year.Next}")
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Not posted for an area"),
        };
    }

    private const string RowSql = "select BudgetYear, Number, Kind, EffectiveOn, ProjectId from LedgerTransaction where Id = @transaction";
    private const string EntriesSql =
        "select e.AccountId, e.Amount, a.Kind, a.Name, a.AreaId from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @transaction";

    private sealed record CommitmentRow
    {
        public required Guid AreaId { get; init; }
        public required Money Committed { get; init; }
    }

    private sealed record PostedTransaction
    {
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
        public required TransactionKind Kind { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public Guid? ProjectId { get; init; }
    }

    private sealed record EntryRow
    {
        public required Guid AccountId { get; init; }
        public required Money Amount { get; init; }
        public required AccountKind Kind { get; init; }
        public required string Name { get; init; }
        public Guid? AreaId { get; init; }
    }
}
