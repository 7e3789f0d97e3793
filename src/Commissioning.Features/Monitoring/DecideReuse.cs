using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An approver's decision on money that the organisation asks to re-use; what is not approved is invoiced.</summary>
public sealed class DecideReuse(Db db, Office office)
{
    /// <param name="useBy">Last day on which it may be used; needed when any is approved.</param>
    public Task<Result> RunAsync(Actor actor, Guid award, Money reuse, string? reuseReason, DateOnly? useBy = null) =>
        db.ChangeAsync(
            actor,
            reuse > Money.Zero ? AuditAction.ReuseApproved : AuditAction.ReuseRefused,
            award,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotDecideReuse(row.State, reuse, useBy, LondonTime.DateOf(work.Now)) is { } refusal)
                    return refusal;
                if (reuseReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reuseReason));
                var due = row.ToReturn - row.Recovered - reuse;
                var invoice = due > Money.Zero ? await InvoiceNumber.NextAsync(work) : null;
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
                var report = reuse > Money.Zero ? await AskAsync(work, view.Award, useBy!.Value) : (DateOnly?)null;
                if (invoice is not null)
                    await RecoveryInvoices.AskNotSpentAsync(work, actor, office, view.Award, invoice);
                if (invoice is not null)
                    await LetterQueue.QueueAsync(work, actor, view.Award.ApplicationId, LetterKind.Underspend, award);
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.MoneyLeftDecided,
                    view.Award.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["amount"] = reuse.ToString(),
                        ["reason"] = why,
                        ["report"] = report is { } reportBy
                            ? $"Use it by {LondonTime.Date(useBy!.Value)}. Then tell us what you used it for, by the end of {LondonTime.DayAndDate(reportBy)}: your grant has a short return for it."
                            : "",
                        ["back"] = invoice is null ? "" : $"Please return {due}. We will send you a letter with the invoice.",
                    },
                    Links.Awards.MyGrant(view.Award.ApplicationId)
                );
                work.Note($"{view.Award.Reference}: {reuse} of {row.ToReturn} used again. {why}");
                return Result.Done;
            }
        );

    /// <summary>Opens the short return about the money, due after the round's number of days.</summary>
    private static async Task<DateOnly> AskAsync(Work work, AwardReader.AwardRow award, DateOnly useBy)
    {
        var days = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards.ReturnDueDays;
        var due = WorkingDays.OnOrAfter(useBy.AddDays(days));
        await work.ExecuteAsync(
            "insert into MonitoringReturn (Id, AwardId, Kind, PeriodFrom, PeriodTo, DueOn, Irregular, Status, Version) values (@Id, @AwardId, 'Reuse', @From, @useBy, @due, 1, 'Due', 1)",
            new
            {
                Id = Guid.CreateVersion7(),
                AwardId = award.Id,
                From = LondonTime.DateOf(work.Now),
                useBy,
                due,
            }
        );
        return due;
    }
}
