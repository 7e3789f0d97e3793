using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Reverses a transaction with its opposite. Each can be reversed once, and a reversal cannot be reversed. Reversed spending
/// commits or earmarks again what it had released.</summary>
public sealed class ReverseTransaction(Db db, Office office)
{
    /// <summary>Only for what was posted by one person; what two approved is reversed by a request.</summary>
    public Task<Result> RunAsync(Actor actor, Guid transaction, DateOnly on, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerReversed,
            transaction,
            async work =>
            {
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are reversing the transaction", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 400, nameof(reason)) is { } wide)
                    return wide;
                var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
                if (found.RequestId is not null)
                    return new Refusal("Two people approved this, so its reversal is requested and approved too");
                if (await WhyNotAsync(work, transaction, on) is { } refusal)
                    return refusal;
                await PostAsync(work, actor, transaction, on, reason.Trim(), null);
                await TellAreaAsync(work, transaction, found.Number, on, reason.Trim());
                return Result.Done;
            }
        );

    /// <summary>The day to date a reversal unless the person says otherwise: that of the entry, so that no figure between the two days
    /// keeps what is wrong; today where that is not allowed.</summary>
    public static async Task<DateOnly> UsualDayAsync(Work work, Guid transaction)
    {
        var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
        if (await WhyNotAsync(work, transaction, found.EffectiveOn) is null)
            return found.EffectiveOn;
        var today = LedgerRules.DayIn(FinancialYear.Parse(found.BudgetYear)!.Value, LondonTime.DateOf(work.Now));
        return today < found.EffectiveOn ? found.EffectiveOn : today;
    }

    /// <summary>When a line of a return posted it, the people of that return hear of it, and a return that is with them asks about the
    /// line.</summary>
    private async Task TellAreaAsync(Work work, Guid transaction, int number, DateOnly on, string reason)
    {
        if (
            await work.ScalarAsync<Guid?>("select ReturnId from CspReturnLine where TransactionId = @transaction", new { transaction })
            is not { } id
        )
            return;
        var sent = await QuarterlyReturnQueries.FindAsync(work, id);
        var line = (await QuarterlyReturnQueries.LinesAsync(work, id)).First(one => one.TransactionId == transaction);
        await ReturnMessages.TellAreaAsync(
            work,
            office,
            MessageKind.CspSpendingReversed,
            sent,
            new Dictionary<string, string>(ReturnMessages.Values(sent))
            {
                ["line"] = $"line {line.Place}, {line.What}, {line.Amount}",
                ["number"] = number.ToString(CultureInfo.InvariantCulture),
                ["reversal"] = ReturnRules.Reversed(line.ReversedBy!.Value, on, reason),
            }
        );
        if (sent.Status == CspReturnStatus.Queried)
            await SaveReturnLine.AskAboutReversedAsync(work, id);
    }

    /// <summary>Null when the transaction could be reversed on this day.</summary>
    internal static async Task<Refusal?> WhyNotAsync(Work work, Guid transaction, DateOnly on)
    {
        var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
        var year = FinancialYear.Parse(found.BudgetYear)!.Value;
        if (LedgerRules.WhyCannotPost(year, on, (await Posting.YearAsync(work, year)).LockedAt, nameof(on)) is { } refusal)
            return refusal;
        if (LedgerRules.WhyReversedTooEarly(found.Number, found.EffectiveOn, on, nameof(on)) is { } early)
            return early;
        if (await WhyNotAsync(work, transaction, found) is { } own)
            return own;
        var entries = await work.QueryAsync<LedgerQueries.EntryRow>(LedgerQueries.EntriesSql, new { transaction });
        if (await WhyNotEarmarkAsync(work, found, entries, on) is { } earmarked)
            return earmarked;
        return await WhyTooMuchAsync(work, year, entries, on) is { } tooMuch
            ? new Refusal($"{tooMuch.Sentence.TrimEnd('.')}. So this cannot be reversed yet.", nameof(on))
            : null;
    }

    /// <summary>Reverses a transaction for which there is no <see cref="WhyNotAsync(Work, Guid, DateOnly)"/>.</summary>
    internal static async Task PostAsync(Work work, Actor actor, Guid transaction, DateOnly on, string reason, LedgerRequest? request)
    {
        var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
        var year = FinancialYear.Parse(found.BudgetYear)!.Value;
        var entries = await work.QueryAsync<LedgerQueries.EntryRow>(LedgerQueries.EntriesSql, new { transaction });
        work.Note($"Reverses number {found.Number} of {found.BudgetYear}");
        await WriteAsync(work, actor, year, transaction, found, entries, on, reason, request);
        if (await ReleaseAsync(work, found) is { } release)
            await WriteAsync(
                work,
                actor,
                year,
                release.Id,
                release.Posted,
                await work.QueryAsync<LedgerQueries.EntryRow>(LedgerQueries.EntriesSql, new { transaction = release.Id }),
                release.Posted.EffectiveOn > on ? release.Posted.EffectiveOn : on,
                $"Number {found.Number} was reversed",
                request
            );
    }

    private static Task<Guid> WriteAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Guid transaction,
        LedgerQueries.PostedTransaction found,
        IReadOnlyList<LedgerQueries.EntryRow> entries,
        DateOnly on,
        string reason,
        LedgerRequest? request
    ) =>
        Posting.WriteAsync(
            work,
            actor,
            year,
            new(TransactionKind.Reversal, on, reason, entries.Select(entry => new Entry(entry.AccountId, -entry.Amount)).ToList())
            {
                Reverses = transaction,
                About = found.Kind,
                Project = found.ProjectId,
                Earmark = found.EarmarkId,
                Request = request?.Id,
                Authority = request?.Paper,
            }
        );

    /// <summary>Why a transaction of this kind is not reversed here.</summary>
    private static async Task<Refusal?> WhyNotAsync(Work work, Guid transaction, LedgerQueries.PostedTransaction found)
    {
        if (found.Kind == TransactionKind.Reversal)
            return new($"Transaction {found.Number} is a reversal itself. Post again what it reversed.");
        if (
            await work.ScalarAsync<int?>(
                "select min(Number) from LedgerTransaction where ReversesId = @transaction",
                new { transaction }
            ) is
            { } by
        )
            return new($"Transaction {found.Number} was reversed by number {by} already");
        if (LedgerRules.WhyNotReversedByHand(found.Kind, found.ProjectId is not null) is { } other)
            return other;
        if (
            await work.ScalarAsync<int?>("select min(Number) from LedgerTransaction where ReleaseId = @transaction", new { transaction }) is
            { } spending
        )
            return new($"Transaction {spending} spends this. Reverse that instead.");
        return
            await work.FindOrDefaultAsync<LedgerQueries.PostedTransaction>(
                LedgerQueries.TransactionSql
                    + " t where EvidencesId = @transaction and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id)",
                new { transaction }
            )
                is { } evidence
            ? new($"Transaction {evidence.Number} is the evidence of this one. Reverse that first.")
            : null;
    }

    /// <summary>The area's account holds every earmark of the area; what is taken from it must be left of this one.</summary>
    private static async Task<Refusal?> WhyNotEarmarkAsync(
        Work work,
        LedgerQueries.PostedTransaction found,
        IReadOnlyList<LedgerQueries.EntryRow> entries,
        DateOnly on
    )
    {
        if (
            found.EarmarkId is not { } id
            || entries.FirstOrDefault(entry => entry.Kind == AccountKind.Earmarked && entry.Amount > Money.Zero) is not { } entry
        )
            return null;
        // What came back to it by a reversed spending is there only from that day on.
        var back = await Promises.EarmarkedOnAsync(work, id, on);
        if (back > on)
            return new($"Money came back to this earmark on {LondonTime.Date(back)}. Use that date or a later one.", nameof(on));
        var earmark = await Earmarks.FindAsync(work, id);
        return LedgerRules.WhyTooMuch($"The earmark for {earmark.Purpose}", entry.Amount, earmark.Remaining, "") is { } tooMuch
            ? new Refusal($"{tooMuch.Sentence}. So this cannot be reversed yet.")
            : null;
    }

    /// <summary>A reversal leaves no account, no year and no next year with less than nothing, on any day.</summary>
    private static async Task<Refusal?> WhyTooMuchAsync(
        Work work,
        FinancialYear year,
        IReadOnlyList<LedgerQueries.EntryRow> entries,
        DateOnly on
    )
    {
        foreach (var entry in entries.Where(entry => entry.Amount > Money.Zero))
        {
            var account = await work.FindAsync<Account>(Posting.AccountSql + " where Id = @AccountId", entry);
            var refusal = account.Kind switch
            {
                AccountKind.Funding => null,
                // What was brought forward may already be shared out, here or, when it was carried on, in the next year.
                AccountKind.BroughtForward => await LedgerQueries.WhyNotBroughtForwardAsync(work, year, entry.Amount, ""),
                AccountKind.Returned when await IsOpenAsync(work, year.Next) => await LedgerQueries.WhyNotBroughtForwardAsync(
                    work,
                    year.Next,
                    entry.Amount,
                    ""
                ),
                _ => await Posting.WhyTooMuchAsync(work, account, entry.Amount, on, ""),
            };
            refusal ??= account.Kind == AccountKind.Returned ? await Posting.WhyTooMuchAsync(work, account, entry.Amount, on, "") : null;
            if (refusal is not null && account.Kind is (AccountKind.BroughtForward or AccountKind.Returned))
            {
                var given = account.Kind == AccountKind.Returned ? year.Next : year;
                return new($"The money is given out in {given} already. First reverse the top-ups of {given}");
            }
            if (refusal is not null)
                return refusal;
            if (account.Kind == AccountKind.Returned && await LockedAsync(work, year.Next))
                return new($"{year.Next} is locked with this money in it");
        }
        return null;
    }

    private static async Task<bool> IsOpenAsync(Work work, FinancialYear year) =>
        await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @BudgetYear", new { BudgetYear = year.ToString() })
        > 0;

    private static async Task<bool> LockedAsync(Work work, FinancialYear year) =>
        await work.ScalarAsync<int>(
            "select count(*) from LedgerYear where BudgetYear = @BudgetYear and LockedAt is not null",
            new { BudgetYear = year.ToString() }
        ) > 0;

    /// <summary>The release that the spending used. Null: none, or its project is finished, so that nothing is committed to it
    /// again.</summary>
    private static async Task<(Guid Id, LedgerQueries.PostedTransaction Posted)?> ReleaseAsync(
        Work work,
        LedgerQueries.PostedTransaction found
    )
    {
        if (found.ReleaseId is not { } release)
            return null;
        if (found.ProjectId is { } project && (await ProjectQueries.FindAsync(work, project)).Status != ProjectStatus.Approved)
            return null;
        return (release, await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction = release }));
    }
}
