using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Opens a closed template again.</summary>
public sealed class OpenMailingTemplate(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid template) =>
        db.ChangeAsync(
            actor,
            AuditAction.MailingTemplateOpened,
            template,
            async work =>
            {
                var found = await MailingTemplates.GetAsync(work, template);
                if (found.ClosedAt is null)
                    return new Refusal("This template is open already");
                // Another may have taken its name, and fields may have gone, since it was closed.
                if (
                    MailingRules.WhyNotNamed(found.Name, await MailingTemplates.IsTakenAsync(work, found.Audience, found.Name, template)) is
                    { } taken
                )
                    return taken;
                if (MailingRules.WhyWrong(found.Audience, found.Subject, found.Wording) is [var wrong, ..])
                    return wrong;
                await work.ExecuteOneAsync(
                    "update MailingTemplate set ClosedBy = null, ClosedAt = null where Id = @template and ClosedAt is not null",
                    new { template }
                );
                work.Note(found.Name);
                return Result.Done;
            }
        );
}
