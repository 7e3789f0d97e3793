using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Tells the recipient that the award is minimal financial assistance and its gross value, and asks what else it has
/// received.</summary>
public sealed class SendSubsidyNotice(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyNoticeSent,
            application,
            async work =>
            {
                var view = await SubsidyQueries.GetAsync(work, application);
                if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.NoticeDue)
                    return new Refusal("You can send one notice, once the answer to both tests is yes");
                if (view.Award.Awarded is not { } value || view.Award.OfferedAt is null)
                    return new Refusal("The notice names the award, so send it after the offer");
                if (SubsidyRules.WhyOverLimit(value, view.Ours.ToList(), view.Limit, view.Today) is { } over)
                    return over;
                await work.ExecuteOneAsync(
                    "update Subsidy set NoticeAt = @Now, NoticeBy = @By, NoticeAmount = @value, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        row.Version,
                        value,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await SubsidyRecipient.TellAsync(
                    work,
                    application,
                    $"{view.Award.Reference}: tell us what other subsidies you have had",
                    $"""
                    The grant that {office.FunderName} offers {view.Award.Organisation} for {view.Award.ProjectName} is minimal financial assistance under section 36 of the Subsidy Control Act 2022.

                    Its gross value is {value}. You may have no more than {view.Limit} of it, from all public bodies together, in this financial year and the two before it (since {LondonTime.Date(
                        SubsidyRules.CountsFrom(view.Today)
                    )}).

                    Before we can pay, you must confirm in writing that this grant would not take you over the limit, and tell us what else you have had: {office.LinkTo(Links.DueDiligence.MySubsidy(application))}
                    """
                );
                work.Note($"{value}, limit {view.Limit}");
                return Result.Done;
            }
        );
}
