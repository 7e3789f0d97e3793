using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Close-out of an award (R75). Paid less spent is what must come back; the organisation agrees it or asks to re-use it; its
/// receipt is recorded against an invoice; and the remainder goes to the round's pot and its ledger.</summary>
public sealed class CloseOuts(Db db, Office office)
{
    public sealed record CloseOutRow
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money NotDrawn { get; init; }
        public required Money ToReturn { get; init; }
        public required Guid ProposedBy { get; init; }
        public required DateTime ProposedAt { get; init; }
        public string? Note { get; init; }
        public string? AgreedName { get; init; }
        public DateTime? AgreedAt { get; init; }
        public string? ReuseFor { get; init; }
        public required Money Reused { get; init; }
        public DateTime? ReuseAt { get; init; }
        public string? ReuseReason { get; init; }
        public string? InvoiceNumber { get; init; }
        public required Money Received { get; init; }
        public DateOnly? ReceivedOn { get; init; }
        public string? ReceiptReference { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Version { get; init; }
        public CloseOutState State => new(ToReturn, AgreedAt, ReuseFor, Reused, ReuseAt, Received, ClosedAt);
    }

    /// <param name="Sum">The closing sum of the award as it is now, before or after close-out starts.</param>
    public sealed record CloseOutPage(
        AwardReader.AwardRow Award,
        CloseOutSum Sum,
        CloseOutRow? CloseOut,
        Refusal? WhyNotYet,
        Refusal? NotReported
    );

    public Task<CloseOutPage> GetAsync(Guid award) =>
        db.ReadAsync(async work => await ViewAsync(work, await AwardReader.FindAsync(work, award)));

    public Task<CloseOutPage> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
            await ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application)) is { CloseOut: not null } view
                ? view
                : throw new NotFoundException("The close-out is not begun")
        );

    public Task<Result> ProposeAsync(Actor actor, Guid award, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseOutProposed,
            award,
            async work =>
            {
                var view = await ViewAsync(work, await AwardReader.FindAsync(work, award));
                // Figures not yet agreed are recalculated, and the organisation is asked again.
                if ((view.CloseOut is { AgreedAt: null } ? view.NotReported : view.WhyNotYet) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from CloseOut where AwardId = @award and AgreedAt is null", new { award });
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(note));
                var sum = view.Sum;
                await work.ExecuteAsync(
                    "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Note, Version) values (@award, @Net, @Paid, @Spent, @NotDrawn, @ToReturn, @By, @Now, @Note, 1)",
                    new
                    {
                        award,
                        sum.Net,
                        sum.Paid,
                        sum.Spent,
                        sum.NotDrawn,
                        sum.ToReturn,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                await work.EmailAsync(
                    new(
                        view.Award.ContactEmail,
                        $"The end of your grant {view.Award.Reference}",
                        $"""
                        {view.Award.ProjectName}

                        Paid to you: {sum.Paid}. Spent, from your returns: {sum.Spent}. To be returned: {sum.ToReturn}.
                        Please agree the figures, or tell us if they are wrong: {office.LinkTo(
                            Links.Monitoring.MyCloseOut(view.Award.ApplicationId)
                        )}

                        {note?.Trim()}
                        {office.FunderName}
                        """,
                        view.Award.ApplicationId
                    )
                );
                await AwardTotals.RefreshAsync(work, award);
                work.Note(
                    $"{view.Award.Reference}: paid {sum.Paid}, spent {sum.Spent}, not drawn {sum.NotDrawn}, to return {sum.ToReturn}"
                );
                return Result.Done;
            }
        );

    /// <param name="reuseFor">How the organisation would re-use the rest; blank: it returns it.</param>
    public Task<Result> AgreeAsync(Actor actor, Guid application, string? agreedName, string? reuseFor) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseOutAgreed,
            application,
            async work =>
            {
                var view = await ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotAgree(row.State) is { } refusal)
                    return refusal;
                if (row.ProposedBy == actor.Id)
                    return new Refusal("You worked out these figures, so someone else must agree them");
                if (await Signatories.WhyNotAsync(work, actor, view.Award.OrganisationId) is { } unsigned)
                    return unsigned;
                if (agreedName?.Trim() is not { Length: > 0 and <= 200 } who)
                    return new Refusal("Enter your full name, in up to 200 characters", nameof(agreedName));
                if (reuseFor?.Length > 2000)
                    return new Refusal("Shorten this to 2,000 characters", nameof(reuseFor));
                var reuse = row.ToReturn > Money.Zero && !string.IsNullOrWhiteSpace(reuseFor) ? reuseFor.Trim() : null;
                var invoice = row.ToReturn > Money.Zero && reuse is null ? await Variations.InvoiceNumberAsync(work) : null;
                await work.ExecuteOneAsync(
                    "update CloseOut set AgreedBy = @By, AgreedName = @who, AgreedAt = @Now, ReuseFor = @reuse, InvoiceNumber = @invoice, Version = Version + 1 where AwardId = @Id and Version = @Version",
                    new
                    {
                        view.Award.Id,
                        row.Version,
                        By = actor.Id,
                        who,
                        work.Now,
                        reuse,
                        invoice,
                    }
                );
                if (invoice is not null)
                    await LetterQueue.QueueAsync(work, actor, application, LetterKind.Clawback, view.Award.Id);
                await work.EmailAsync(
                    new(
                        office.ContactEmail,
                        $"Close-out of {view.Award.Reference} agreed",
                        $"{view.Award.Organisation} agrees the figures{(reuse is null ? "" : $" and asks to use {row.ToReturn} for: {reuse}")}.\n\n{office.LinkTo(Links.Monitoring.CloseOut(view.Award.Id))}",
                        application
                    )
                );
                work.Note($"{who}; {(reuse is null ? $"to return {row.ToReturn}" : $"asks to use {row.ToReturn} for: {reuse}")}");
                return Result.Done;
            }
        );

    /// <summary>An approver's decision on money that the organisation asks to re-use; what is not approved is invoiced.</summary>
    public Task<Result> DecideReuseAsync(Actor actor, Guid award, Money reuse, string? reuseReason) =>
        db.ChangeAsync(
            actor,
            reuse > Money.Zero ? AuditAction.ReuseApproved : AuditAction.ReuseRefused,
            award,
            async work =>
            {
                var view = await ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotDecideReuse(row.State, reuse) is { } refusal)
                    return refusal;
                if (reuseReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reuseReason));
                var due = row.ToReturn - reuse - row.Received;
                var invoice = due > Money.Zero ? await Variations.InvoiceNumberAsync(work) : null;
                await work.ExecuteOneAsync(
                    "update CloseOut set Reused = @reuse, ReuseBy = @By, ReuseAt = @Now, ReuseReason = @why, InvoiceNumber = coalesce(InvoiceNumber, @invoice), Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        row.Version,
                        reuse,
                        By = actor.Id,
                        work.Now,
                        why,
                        invoice,
                    }
                );
                if (invoice is not null)
                    await LetterQueue.QueueAsync(work, actor, view.Award.ApplicationId, LetterKind.Clawback, award);
                await work.EmailAsync(
                    new(
                        view.Award.ContactEmail,
                        $"Your request about the money left from {view.Award.Reference}",
                        $"You may use {reuse} again. {why}{(invoice is null ? "" : $"\n\nPlease return {due}. We will send a letter with the invoice.")}\n\n{office.FunderName}",
                        view.Award.ApplicationId
                    )
                );
                work.Note($"{view.Award.Reference}: {reuse} of {row.ToReturn} used again. {why}");
                return Result.Done;
            }
        );

    /// <summary>Finance records returned money, which goes to the pot at once.</summary>
    public Task<Result> ReceiveAsync(Actor actor, Guid award, Money amount, DateOnly on, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryReceived,
            award,
            async work =>
            {
                var view = await ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotReceive(row.State, amount) is { } refusal)
                    return refusal;
                if (on > LondonTime.DateOf(work.Now) || on < LondonTime.DateOf(row.ProposedAt))
                    return new Refusal(
                        "Enter the day on which the money arrived. It cannot be before the close-out started or after today.",
                        nameof(on)
                    );
                if (reference?.Trim() is not { Length: > 0 and <= 100 } receipt)
                    return new Refusal("Enter the reference of the receipt, in up to 100 characters", nameof(reference));
                await work.ExecuteOneAsync(
                    "update CloseOut set Received = Received + @amount, ReceivedOn = @on, ReceivedBy = @By, ReceiptReference = @receipt, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        row.Version,
                        amount,
                        on,
                        By = actor.Id,
                        receipt,
                    }
                );
                if (
                    await EndAward.GiveBackAsync(
                        work,
                        actor,
                        view.Award,
                        amount,
                        $"{view.Award.Reference} returned, {row.InvoiceNumber}"
                    ) is
                    { } closed
                )
                    return closed;
                await work.EmailAsync(
                    new(
                        view.Award.ContactEmail,
                        $"Receipt for {view.Award.Reference}",
                        $"We have received {amount} on {LondonTime.Date(on)}. Thank you.\nReference: {receipt}\n\n{office.FunderName}",
                        view.Award.ApplicationId
                    )
                );
                work.Note($"{amount} on {LondonTime.Date(on)}, {receipt}");
                return Result.Done;
            }
        );

    /// <summary>Closes the award; money never drawn goes to the pot.</summary>
    public Task<Result> CloseAsync(Actor actor, Guid award) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardClosed,
            award,
            async work =>
            {
                var view = await ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    return new Refusal("Start the close-out first");
                if (CloseOutRules.WhyCannotClose(row.State, view.NotReported) is { } refusal)
                    return refusal;
                if (view.Sum.ToReturn > row.ToReturn)
                    return new Refusal(
                        $"The returns show that {view.Sum.ToReturn} was paid and not spent, but only {row.ToReturn} was asked for. Recover the rest first."
                    );
                await work.ExecuteOneAsync(
                    "update CloseOut set ClosedBy = @By, ClosedAt = @Now, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                // Net already excludes returned money; a payment returned by the bank may leave nothing paid at all.
                var kept = view.Award.Paid > row.Received ? view.Award.Paid - row.Received : Money.Zero;
                var left = view.Award.Net > kept ? view.Award.Net - kept : Money.Zero;
                // An award that ended early keeps that reason.
                if (view.Award.EndedAt is not null)
                    return await EndAward.GiveBackAsync(work, actor, view.Award, left, $"{view.Award.Reference} closed") is { } shut
                        ? shut
                        : Result.Done;
                return await EndAward.RunAsync(work, actor, view.Award, AwardEnd.Closed, "Reported, agreed and settled", left) is { } closed
                    ? closed
                    : Result.Done;
            }
        );

    private static async Task<CloseOutPage> ViewAsync(Work work, AwardReader.AwardRow award)
    {
        var id = new { award.Id };
        // By line: overspending on one line is the organisation's own cost and does not hide an underspend on another.
        var byLine = (
            await work.QueryAsync<LineSpent>(
                "select s.BudgetLineId, sum(s.Spent) as Spent from MonitoringReturn t join MonitoringSpend s on s.ReturnId = t.Id where t.AwardId = @Id and t.Status = 'Accepted' group by s.BudgetLineId",
                id
            )
        ).ToDictionary(line => line.BudgetLineId, line => line.Spent);
        var spent = (await ApplicationReader.AwardedBudgetAsync(work, award.ApplicationId)).Sum(line =>
            byLine.GetValueOrDefault(line.Id) < line.Requested ? byLine.GetValueOrDefault(line.Id) : line.Requested
        );
        var row = await work.FindOrDefaultAsync<CloseOutRow>(
            "select Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Note, AgreedName, AgreedAt, ReuseFor, Reused, ReuseAt, ReuseReason, InvoiceNumber, Received, ReceivedOn, ReceiptReference, ClosedAt, Version from CloseOut where AwardId = @Id",
            id
        );
        var open = await work.ScalarAsync<int>("select count(*) from MonitoringReturn where AwardId = @Id and Status <> 'Accepted'", id);
        var moving = await work.ScalarAsync<int>(
            "select count(*) from Payment where AwardId = @Id and Status in ('Requested', 'Approved', 'Scheduled')",
            id
        );
        return new(
            award,
            new(award.Net, award.Paid, spent),
            row,
            CloseOutRules.WhyCannotPropose(award.AcceptedAt is not null, row is not null, open, moving),
            CloseOutRules.WhyCannotPropose(award.AcceptedAt is not null, false, open, moving)
        );
    }

    private sealed record LineSpent
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
    }
}
