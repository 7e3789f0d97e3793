using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Asks an equality question one place earlier.</summary>
public sealed class MoveEqualityQuestion(Db db)
{
    public Task<Result> RunAsync(Actor actor, int version, string code) =>
        db.ChangeAsync(
            actor,
            AuditAction.EqualityQuestionMoved,
            OfficeSettings.Equality.Subject,
            async work =>
            {
                var all = (await OfficeSettings.OfAsync(work, OfficeSettings.Equality)).ToList();
                var question = SaveEqualityQuestion.Find(all, code);
                var place = all.IndexOf(question);
                if (place == 0)
                    return new Refusal("This question is the first already");
                var before = all.Select(one => one.Wording).ToList();
                (all[place - 1], all[place]) = (all[place], all[place - 1]);
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Equality,
                    version,
                    all,
                    new Changes().Add("Order", string.Join("; ", before), string.Join("; ", all.Select(one => one.Wording)))
                );
            }
        );
}
