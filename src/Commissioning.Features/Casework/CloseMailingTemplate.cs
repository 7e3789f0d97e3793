using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Closes a template, so that nobody writes with it.</summary>
public sealed class CloseMailingTemplate(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid template) =>
        db.ChangeAsync(
            actor,
            AuditAction.MailingTemplateClosed,
            template,
            async work =>
            {
                var found = await MailingTemplates.GetAsync(work, template);
                if (found.ClosedAt is not null)
                    return new Refusal("This template is closed already");
                await work.ExecuteOneAsync(
                    "update MailingTemplate set ClosedBy = @By, ClosedAt = @Now where Id = @template and ClosedAt is null",
                    new
                    {
                        template,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(found.Name);
                return Result.Done;
            }
        );
}
