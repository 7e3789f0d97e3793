using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An officer records that the condition of an instalment is met.</summary>
public sealed class RecordInstalmentCondition(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, int position) =>
        db.ChangeAsync(
            actor,
            AuditAction.InstalmentConditionMet,
            award,
            async work =>
            {
                var view = await AwardPayments.GetAsync(work, award);
                if (Instalments.WhyCannotChange(view) is { } not)
                    return not;
                if (view.Instalments.FirstOrDefault(one => one.Position == position) is not { Waits: true } instalment)
                    return new Refusal("This instalment has no condition");
                await work.ExecuteOneAsync(
                    "update Instalment set MetBy = @By, MetAt = @Now, Version = Version + 1 where Id = @Id and Version = @Version",
                    new
                    {
                        instalment.Id,
                        instalment.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Instalment {position} of {view.Award.Reference}: {instalment.Condition}");
                return Result.Done;
            }
        );
}
