using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The organisation agrees the closing sum, and may ask to re-use what is left.</summary>
public sealed class AgreeCloseOut(Db db, Office office)
{
    /// <param name="reuseFor">How the organisation would re-use the rest; blank: it returns it.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, string? agreedName, string? reuseFor) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseOutAgreed,
            application,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotAgree(row.State, row.Sum, view.Sum) is { } refusal)
                    return refusal;
                if (row.ProposedBy == actor.Id)
                    return new Refusal("You worked out these figures, so someone else must agree them");
                if (await Signatories.WhyNotAsync(work, actor, view.Award.OrganisationId) is { } unsigned)
                    return unsigned;
                if (NameRules.WhyNotFullName(agreedName, 200, nameof(agreedName)) is { } unnamed)
                    return unnamed;
                var who = agreedName!.Trim();
                if (reuseFor?.Length > 2000)
                    return new Refusal("Shorten this to 2,000 characters", nameof(reuseFor));
                var reuse = row.ToReturn > Money.Zero && !string.IsNullOrWhiteSpace(reuseFor) ? reuseFor.Trim() : null;
                var invoice = row.ToReturn > Money.Zero && reuse is null ? await InvoiceNumber.NextAsync(work) : null;
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
                    await RecoveryInvoices.AskNotSpentAsync(work, actor, office, view.Award, invoice);
                if (invoice is not null)
                    await LetterQueue.QueueAsync(work, actor, application, LetterKind.Underspend, view.Award.Id);
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.CloseOutAgreed,
                    new("", office.ContactEmail),
                    new Dictionary<string, string> { ["reuse"] = reuse is null ? "" : $"It asks to use {row.ToReturn} for: {reuse}" },
                    Links.Monitoring.CloseOut(view.Award.Id)
                );
                work.Note($"{who}; {(reuse is null ? $"to return {row.ToReturn}" : $"asks to use {row.ToReturn} for: {reuse}")}");
                return Result.Done;
            }
        );
}
