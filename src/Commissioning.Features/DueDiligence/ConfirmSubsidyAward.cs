using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Written with the first payment: date and gross value, which the recipient must keep for three years.</summary>
public sealed class ConfirmSubsidyAward(Office office)
{
    /// <returns>Why it cannot be issued: assistance given meanwhile exceeds the limit. Null when it can.</returns>
    public async Task<Refusal?> RunAsync(Work work, Actor actor, Guid application)
    {
        var view = await SubsidyQueries.GetAsync(work, application);
        if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.AwardConfirmationDue)
            return null;
        if (SubsidyRules.WhyOverLimit(row.NoticeAmount!.Value, [.. view.Ours, .. view.Named], view.Limit, view.Today) is { } over)
            return over;
        await work.ExecuteOneAsync(
            "update Subsidy set AwardConfirmedAt = @Now, AwardConfirmedBy = @By, GivenOn = @Today, GrossValue = @NoticeAmount, Version = Version + 1 where ApplicationId = @application and Version = @Version",
            new
            {
                application,
                row.Version,
                By = actor.Id,
                work.Now,
                view.Today,
                row.NoticeAmount,
            }
        );
        await Recipients.TellAsync(
            work,
            office,
            MessageKind.SubsidyConfirmed,
            application,
            new Dictionary<string, string> { ["date"] = LondonTime.Date(view.Today), ["amount"] = row.NoticeAmount.Value.ToString() }
        );
        work.Note($"Minimal financial assistance of {row.NoticeAmount} confirmed to the recipient");
        return null;
    }
}
