using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
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
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.SubsidyNotice,
                    application,
                    new Dictionary<string, string>
                    {
                        ["amount"] = value.ToString(),
                        ["limit"] = view.Limit.ToString(),
                        ["from"] = LondonTime.Date(SubsidyRules.CountsFrom(view.Today)),
                    },
                    Links.DueDiligence.MySubsidy(application)
                );
                work.Note($"{value}, limit {view.Limit}");
                return Result.Done;
            }
        );
}
