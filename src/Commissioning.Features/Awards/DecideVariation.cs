using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Messages;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Another person decides a variation at the level of the round's settings (R71). Approval changes the award, keeps the earlier
/// values, and updates returns, unpaid instalments and the letter.</summary>
public sealed class DecideVariation(Db db, Office office)
{
    /// <param name="note">Why: for the file, and for the organisation when what it asked for is refused.</param>
    /// <param name="letterNote">A paragraph for the letter; blank: none.</param>
    public Task<Result> RunAsync(Actor actor, Guid change, bool approve, string? note, string? letterNote = null) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.VariationApproved : AuditAction.VariationRefused,
            change,
            async work =>
            {
                var row = await VariationQueries.FindAsync(work, change);
                var view = await VariationQueries.ViewAsync(work, await AwardReader.FindAsync(work, row.AwardId));
                var roles = (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { actor.Id }))
                    .Select(Enum.Parse<Role>)
                    .ToList();
                if (
                    VariationRules.WhyCannotDecide(
                        row.State,
                        row.AskedById,
                        actor.Id,
                        VariationRules.ApproverOf(row.Kind, row.Wanted, view.Standing, view.Round.Policy.Awards),
                        roles
                    ) is
                    { } refusal
                )
                    return refusal;
                if (note?.Trim() is not { Length: > 0 and <= 2000 } why)
                    return new Refusal(
                        approve || row.AskedByOffice
                            ? "Say why, in up to 2,000 characters. It stays on file."
                            : "Say why, in up to 2,000 characters. The organisation reads this.",
                        nameof(note)
                    );
                if (TextLimit.WhyTooLong(letterNote, 2000, nameof(letterNote)) is { } wide)
                    return wide;
                if (PlainWords.WhyNot(letterNote, nameof(letterNote)) is { } notPlain)
                    return notPlain;
                if (approve && VariationQueries.WhyNotNow(row, view, LondonTime.DateOf(work.Now)) is { } notNow)
                    return notNow;
                await work.ExecuteOneAsync(
                    "update Variation set State = @State, Earlier = @Now_, DecidedBy = @By, DecidedAt = @At, DecidedNote = @why, LetterNote = @Printed, Version = Version + 1 where Id = @change and Version = @Version",
                    new
                    {
                        change,
                        row.Version,
                        State = approve ? VariationState.Approved : VariationState.Refused,
                        Now_ = approve ? view.Standing.Now : null,
                        By = actor.Id,
                        At = work.Now,
                        why,
                        Printed = approve && !string.IsNullOrWhiteSpace(letterNote) ? letterNote.Trim() : null,
                    }
                );
                work.Note(
                    $"{view.Award.Reference}: {VariationRules.Name(row.Kind)}{(row.Kind == VariationKind.Contact ? "" : $". {why}")}"
                );
                if (
                    approve
                    && row.Kind == VariationKind.Amount
                    && VariationRules.AboveLimit(row.Wanted, view.Standing) is { } limit
                    && row.Wanted.Amount is { } above
                )
                    work.Note(
                        $"An exception: {VariationRules.AboveInWords(limit, above)}. Authority: {row.Wanted.ExceptionAuthority}{(row.Wanted.ExceptionOn is { } on ? $", {LondonTime.Date(on)}" : "")}. Why: {row.Wanted.ExceptionReason}"
                    );
                // A refusal of what the office asked for is the office's own affair, except where the holder was told.
                if (!approve && row.AskedByOffice)
                {
                    if (row.Kind == VariationKind.Recovery)
                        await Recipients.TellAsync(
                            work,
                            office,
                            MessageKind.RecoveryDropped,
                            view.Award.ApplicationId,
                            new Dictionary<string, string> { ["amount"] = row.Wanted.Amount!.Value.ToString() },
                            Links.Awards.MyGrant(view.Award.ApplicationId)
                        );
                    return Result.Done;
                }
                if (!approve)
                {
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.ChangeRefused,
                        view.Award.ApplicationId,
                        new Dictionary<string, string> { ["what"] = VariationRules.Name(row.Kind), ["reason"] = why },
                        Links.Awards.MyGrant(view.Award.ApplicationId)
                    );
                    return Result.Done;
                }
                var told = await Recipients.OfAsync(work, view.Award.ApplicationId, Importance.Decision);
                if (await ApplyAsync(work, actor, row, view) is { } closed)
                    return closed;
                if (row.Kind == VariationKind.Contact)
                {
                    await TellOfContactAsync(work, row, view.Award, told);
                    await UndeliveredCopy.MoveAsync(
                        work,
                        actor.Id,
                        view.Award.ApplicationId,
                        view.Award.ContactEmail,
                        EmailAddress.Parse(row.Wanted.ContactEmail)!
                    );
                }
                await LetterQueue.QueueAsync(work, actor, view.Award.ApplicationId, LetterKinds.Of(row.Kind), row.Id);
                await AwardTotals.RefreshAsync(work, row.AwardId);
                await KeepUseCertificate.CheckAsync(work, office, await AwardReader.FindAsync(work, row.AwardId));
                // Names and addresses of people stay in the variation and out of the audit trail, which can never be erased.
                work.Note(InWords(row, view.Standing.Now));
                return Result.Done;
            }
        );

    /// <summary>Told to the contacts of before and after, and never with the words of who asked for it.</summary>
    private async Task TellOfContactAsync(
        Work work,
        VariationQueries.VariationRow change,
        AwardReader.AwardRow before,
        IReadOnlyList<Recipient> toldBefore
    ) =>
        await Recipients.TellAsync(
            work,
            office,
            MessageKind.GrantContactChanged,
            before.ApplicationId,
            new Dictionary<string, string>
            {
                ["by"] = change.AskedByOffice ? "Our office" : change.AskedBy,
                ["at"] = LondonTime.DateAndTime(work.Now),
                ["before"] = $"{before.ContactName}, {before.ContactEmail}",
                ["after"] = $"{change.Wanted.ContactName!.Trim()}, {EmailAddress.Parse(change.Wanted.ContactEmail!)}",
                ["access"] = MemberRules.HowToGetAccess(
                    await MemberChange.PeopleAsync(work, before.OrganisationId),
                    change.Wanted.ContactName,
                    change.Wanted.ContactEmail!
                ),
                ["phone"] = office.ContactPhone,
            },
            Links.Awards.MyGrant(before.ApplicationId),
            [.. toldBefore, new(before.ContactName, before.ContactEmail)]
        );

    private static string InWords(VariationQueries.VariationRow change, VariationDetails before)
    {
        var wanted = change.Wanted;
        if (change.Kind == VariationKind.Contact)
            return "Contact changed";
        if (change.Kind == VariationKind.Recovery)
            return $"To be paid back: {wanted.Amount}";
        if (change.Kind is VariationKind.BreachNotice or VariationKind.Suspension or VariationKind.Resumption)
            return string.Join("; ", wanted.InWords().Prepend(VariationRules.Name(change.Kind)));
        var now = before.About(wanted);
        var changes = new Changes()
            .Add("What the grant is for", now.Purpose, wanted.Purpose)
            .Add("Starts on", now.StartsOn, wanted.StartsOn)
            .Add("Ends on", now.EndsOn, wanted.EndsOn)
            .Add("Amount", now.Amount, wanted.Amount)
            .AddEach(
                "Budget line",
                (now.Lines ?? []).Select(line => (line.Item, line.Amount.ToString())),
                (wanted.Lines ?? []).Select(line => (line.Item, line.Amount.ToString()))
            );
        return changes.Any ? changes.ToString() : "The grant ends";
    }

    /// <summary>The award itself; its returns and the money that is not paid yet follow.</summary>
    private async Task<Refusal?> ApplyAsync(
        Work work,
        Actor actor,
        VariationQueries.VariationRow change,
        VariationQueries.VariationDetail view
    )
    {
        var (award, wanted) = (view.Award, change.Wanted);
        switch (change.Kind)
        {
            case VariationKind.Purpose:
                await work.ExecuteOneAsync(
                    "update Award set Purpose = @Purpose, Version = Version + 1 where Id = @Id",
                    new { award.Id, Purpose = wanted.Purpose!.Trim() }
                );
                return null;
            case VariationKind.Contact:
                await work.ExecuteOneAsync(
                    "update Award set ContactName = @ContactName, ContactEmail = @ContactEmail, Version = Version + 1 where Id = @Id",
                    new
                    {
                        award.Id,
                        ContactName = wanted.ContactName!.Trim(),
                        ContactEmail = EmailAddress.Parse(wanted.ContactEmail!),
                    }
                );
                return null;
            case VariationKind.Dates:
                await work.ExecuteOneAsync(
                    "update Award set StartsOn = @StartsOn, EndsOn = @EndsOn, Version = Version + 1 where Id = @Id",
                    new
                    {
                        award.Id,
                        wanted.StartsOn,
                        wanted.EndsOn,
                    }
                );
                // Unpaid instalments move by as many days as the end of the project.
                var days = wanted.EndsOn!.Value.DayNumber - award.EndsOn.DayNumber;
                await ReturnPlan.WriteAsync(work, await AwardReader.FindAsync(work, award.Id), days);
                foreach (
                    var one in await work.QueryAsync<DueInstalment>(
                        "select i.Id, i.DueOn from Instalment i where i.AwardId = @Id and i.Position > 1 and not exists (select 1 from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid'))",
                        award
                    )
                )
                    await work.ExecuteOneAsync(
                        "update Instalment set DueOn = @DueOn, Version = Version + 1 where Id = @Id",
                        new { one.Id, DueOn = one.DueOn.AddDays(days) }
                    );
                return null;
            case VariationKind.Budget:
                await WriteLinesAsync(work, wanted.Lines!);
                return null;
            case VariationKind.Amount:
                return await ChangeAmountAsync(work, actor, award, view, wanted.Amount!.Value);
            case VariationKind.GiveUp or VariationKind.Termination:
                var back = view.Standing.Net - view.Standing.Kept;
                await ReturnPlan.CloseAsync(work, award);
                await SendClaimsBackAsync(work, actor, award, change.Kind);
                var end = await EndAward.RunAsync(
                    work,
                    actor,
                    award,
                    change.Kind == VariationKind.GiveUp ? AwardEnd.GivenUp : AwardEnd.Terminated,
                    change.Reason.Length > 1000 ? change.Reason[..1000] : change.Reason,
                    back
                );
                await ChangeInstalmentsAsync(work, award, -back);
                if (view.Standing.ClaimsOwed > Money.Zero)
                    work.Note($"{view.Standing.ClaimsOwed} of accepted claims is still paid");
                return end;
            case VariationKind.BreachNotice:
                return null;
            case VariationKind.Suspension:
                await work.ExecuteOneAsync(
                    "update Award set SuspendedAt = @Now, SuspendedReason = @Reason, Version = Version + 1 where Id = @Id and SuspendedAt is null",
                    new
                    {
                        award.Id,
                        work.Now,
                        change.Reason,
                    }
                );
                return null;
            case VariationKind.Resumption:
                await work.ExecuteOneAsync(
                    "update Award set SuspendedAt = null, SuspendedReason = null, Version = Version + 1 where Id = @Id and SuspendedAt is not null",
                    award
                );
                return null;
            case VariationKind.Recovery:
                return await RecoverAsync(work, actor, award, change);
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "A change that is made elsewhere");
        }
    }

    /// <summary>A decrease goes back to the pot, an increase comes from it. Budget lines change in proportion, to the penny.</summary>
    private static async Task<Refusal?> ChangeAmountAsync(
        Work work,
        Actor actor,
        AwardReader.AwardRow award,
        VariationQueries.VariationDetail view,
        Money amount
    )
    {
        var difference = amount - award.Net;
        if (
            difference < Money.Zero
            && await EndAward.GiveBackAsync(work, actor, award, -difference, $"{award.Reference} changed to {amount}") is { } closed
        )
            return closed;
        if (difference > Money.Zero)
        {
            // Money returned earlier is taken from the pot again first, so that the award is never counted as larger than it was.
            var again = difference < award.GivenBack ? difference : award.GivenBack;
            await work.ExecuteOneAsync(
                "update Award set GivenBack = GivenBack - @again, Amount = Amount + @more, Version = Version + 1 where Id = @Id",
                new
                {
                    award.Id,
                    again,
                    more = difference - again,
                }
            );
            if (
                await work.ExecuteAsync(
                    "update RoundTally set Awarded = Awarded + @difference where RoundId = @RoundId and Awarded + @difference <= @Spendable",
                    new
                    {
                        award.RoundId,
                        difference,
                        view.Round.Spendable,
                    }
                ) == 0
            )
                return new("Someone else has used the money in the pot since you opened this page");
            if (await RoundPot.AwardLaterAsync(work, actor, view.Round.BudgetYear, view.Round.FullName, difference) is { } shut)
                return shut;
        }
        await WriteLinesAsync(work, VariationRules.Scaled(view.Standing.Now.Lines!, amount));
        await ChangeInstalmentsAsync(work, award, difference);
        await ReturnPlan.WriteAsync(work, await AwardReader.FindAsync(work, award.Id));
        return null;
    }

    /// <summary>Unpaid instalments are adjusted from the last one.</summary>
    private static async Task ChangeInstalmentsAsync(Work work, AwardReader.AwardRow award, Money difference)
    {
        var rows = await work.QueryAsync<VariationQueries.InstalmentRow>(VariationQueries.InstalmentsSql, award);
        foreach (var (before, after) in VariationEffects.Instalments(rows.Select(row => row.Planned), difference))
        {
            var one = rows.Single(row => row.Position == before.Position);
            if (after == Money.Zero)
            {
                // Its failed payments are kept, without the instalment.
                await work.ExecuteAsync("update Payment set InstalmentId = null where InstalmentId = @Id", one);
                await work.ExecuteOneAsync("delete from Instalment where Id = @Id", one);
            }
            else
                await work.ExecuteOneAsync(
                    "update Instalment set Amount = @after, Version = Version + 1 where Id = @Id",
                    new { one.Id, after }
                );
        }
    }

    /// <summary>Nobody decides a claim of a grant that has ended, so those that wait go back and say why.</summary>
    private static async Task SendClaimsBackAsync(Work work, Actor actor, AwardReader.AwardRow award, VariationKind kind)
    {
        var sent = await work.ExecuteAsync(
            "update Claim set State = 'GivenBack', DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where AwardId = @Id and State = 'Sent'",
            new
            {
                award.Id,
                work.Now,
                By = actor.Id,
                Note = $"{VariationEffects.Ended(kind)} before we decided on this claim, so it is not paid.",
            }
        );
        if (sent > 0)
            work.Note($"{sent} {(sent == 1 ? "claim" : "claims")} sent back");
    }

    private static async Task WriteLinesAsync(Work work, IReadOnlyList<BudgetLineAmount> lines)
    {
        foreach (var line in lines)
            await work.ExecuteOneAsync("update BudgetLine set Awarded = @Amount where Id = @Line", line);
    }

    /// <summary>Records money to be recovered by the office's decision; close-out waits for its receipt.</summary>
    private async Task<Refusal?> RecoverAsync(Work work, Actor actor, AwardReader.AwardRow award, VariationQueries.VariationRow change)
    {
        var amount = change.Wanted.Amount!.Value;
        var invoice = await InvoiceNumber.NextAsync(work);
        await work.ExecuteOneAsync("update Variation set InvoiceNumber = @invoice where Id = @Id", new { change.Id, invoice });
        await RecoveryInvoices.AskAsync(work, actor, office, award, invoice, change.Id, amount);
        // A second recovery, or one after the closing sum was agreed, raises what is to be paid back.
        if (
            await work.ExecuteAsync(
                "update CloseOut set ToReturn = ToReturn + @amount, Recovered = Recovered + @amount, Version = Version + 1 where AwardId = @Id and AgreedAt is not null and ClosedAt is null",
                new { award.Id, amount }
            ) == 1
        )
            return null;
        if (await work.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @Id", award) > 0)
            return new("The grant is closed, so you cannot ask for more money back");
        await work.ExecuteAsync(
            """
            insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, Recovered, ProposedBy, ProposedAt, Note, AgreedBy, AgreedName, AgreedAt, Version)
            values (@Id, @Net, @Paid, @Counted, @NotDrawn, @amount, @amount, @By, @Now, @Note, @By, 'Decided by the office', @Now, 1)
            """,
            new
            {
                award.Id,
                award.Net,
                award.Paid,
                (await ReportedSpending.OfAsync(work, award)).Counted,
                NotDrawn = award.Net - award.Approved,
                amount,
                By = actor.Id,
                work.Now,
                Note = change.Reason.Length > 1000 ? change.Reason[..1000] : change.Reason,
            }
        );
        return null;
    }

    private sealed record DueInstalment
    {
        public required Guid Id { get; init; }
        public required DateOnly DueOn { get; init; }
    }
}
