using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>Sets from which difference between a budget and its profile an alarm is raised, and who looks after it.</summary>
public sealed class SetMoneyAlarm(Db db)
{
    public Task<Result> RunAsync(Actor actor, int? percent, Money? amount, Guid? owner) =>
        db.ChangeAsync(
            actor,
            AuditAction.MoneyAlarmSet,
            Guid.Empty,
            async work =>
            {
                if (MoneyRules.WhyNoLimit(percent, amount) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var owners = await MoneyAlarms.OwnersAsync(work);
                if (owner is not null && owners.All(one => one.Id != owner))
                    return new Refusal("Choose somebody who may see budgets", nameof(owner));
                var before = await MoneyAlarms.SettingAsync(work);
                await work.ExecuteAsync(
                    "insert into MoneyAlarmLimit (Id, UpToPercent, Amount, OwnerId, SetBy, SetAt) values (@Id, @percent, @amount, @owner, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        percent,
                        amount,
                        owner,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Per cent", before.Percent, percent)
                        .Add("Amount", before.Amount, amount)
                        .Add("Owner", before.OwnerName, owners.FirstOrDefault(one => one.Id == owner)?.Name)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
