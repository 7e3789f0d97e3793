using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>An officer answers the two tests of whether an award is minimal financial assistance (R35).</summary>
public sealed class AssessSubsidy(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, bool? enterprise, bool? economic, string? subsidyReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyAssessed,
            application,
            async work =>
            {
                var view = await SubsidyQueries.GetAsync(work, application);
                if (view.Row?.NoticeAt is not null)
                    return new Refusal("The notice has been sent, so you cannot change the tests");
                if (enterprise is null)
                    return new Refusal("Say whether it puts goods or services on a market", nameof(enterprise));
                if (enterprise == true && economic is null)
                    return new Refusal("Say whether the grant pays for that", nameof(economic));
                if (subsidyReason?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", nameof(subsidyReason));
                var row = new
                {
                    application,
                    isEnterprise = enterprise,
                    isEconomic = enterprise == true ? economic : null,
                    Reason = subsidyReason.Trim(),
                    By = actor.Id,
                    work.Now,
                };
                if (
                    await work.ExecuteAsync(
                        "update Subsidy set IsEnterprise = @isEnterprise, IsEconomic = @isEconomic, Reason = @Reason, AssessedBy = @By, AssessedAt = @Now, Version = Version + 1 where ApplicationId = @application and NoticeAt is null",
                        row
                    ) == 0
                )
                    await work.ExecuteOneAsync(
                        "insert into Subsidy (ApplicationId, IsEnterprise, IsEconomic, Reason, AssessedBy, AssessedAt, Version) select @application, @isEnterprise, @isEconomic, @Reason, @By, @Now, 1 where not exists (select 1 from Subsidy s where s.ApplicationId = @application)",
                        row
                    );
                work.Note(
                    new Changes(isNew: view.Row is null)
                        .Add("Goods or services on a market", view.Row?.IsEnterprise, enterprise)
                        .Add("Paid for by the grant", view.Row?.IsEconomic, economic)
                        .Add("Reason", view.Row?.Reason, subsidyReason)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
