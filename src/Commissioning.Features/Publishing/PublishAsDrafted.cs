using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>As <see cref="DecidePublication"/>, for a grant that was ticked in a list: with the words that stand there, and only when its
/// name starts shown.</summary>
public sealed class PublishAsDrafted(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.GrantPublishedAsDrafted,
            award,
            async work =>
            {
                var words = (await SafetyWords.OfAsync(work)).Words;
                var before = await GrantPublications.GetAsync(work, award, words);
                if (
                    (
                        PublicationRules.WhyNothing(before.Subject)
                        ?? (before.IsPublic ? new Refusal($"{before.Subject.ProjectName}: the public reads this grant already") : null)
                        ?? PublicationRules.WhyNotWithOthers(before.Publication, before.Subject, before.WasTakenDown, words)
                    ) is
                    { } refusal
                )
                    return refusal;
                var refusals = PublicationRules.WhyNot(before.Publication, before.Subject, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return new Refusal($"{before.Subject.ProjectName}: {refusals[0].Sentence}");
                return await PublicationWriting.WriteAsync(work, actor, before, before.Publication, version, isDecided: true);
            }
        );
}
