using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Keeps words to write with.</summary>
public sealed class AddMailingTemplate(Db db)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, MailingAudience audience, string? name, string? subject, string? wording)
    {
        var template = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.MailingTemplateSaved,
            template,
            async work =>
            {
                if (await MailingTemplateWords.WhyNotAsync(work, audience, null, name, subject, wording) is { Count: > 0 } wrong)
                    return wrong.ToList();
                await work.ExecuteAsync(
                    "insert into MailingTemplate (Id, Audience, Name, Subject, Wording, Version, WrittenBy, WrittenAt) values (@template, @audience, @Name, @Subject, @Wording, 1, @By, @Now)",
                    new
                    {
                        template,
                        audience,
                        Name = name!.Trim(),
                        Subject = subject!.Trim(),
                        Wording = wording!.Trim().ReplaceLineEndings("\n"),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name.Trim()}, for {audience}");
                return Result.Made(template);
            }
        );
    }
}
