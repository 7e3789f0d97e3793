using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Changes words to write with. What they said before stays on record.</summary>
public sealed class ChangeMailingTemplate(Db db)
{
    /// <param name="version">The version that the officer saw.</param>
    public Task<Result> RunAsync(Actor actor, Guid template, int version, string? name, string? subject, string? wording) =>
        db.ChangeAsync(
            actor,
            AuditAction.MailingTemplateChanged,
            template,
            async work =>
            {
                var before = await MailingTemplates.GetAsync(work, template);
                if (MailingRules.WhyNotChanged(before.ClosedAt is not null, version, before.Version) is { } late)
                    return late;
                if (await MailingTemplateWords.WhyNotAsync(work, before.Audience, template, name, subject, wording) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var after = new
                {
                    template,
                    Name = name!.Trim(),
                    Subject = subject!.Trim(),
                    Wording = wording!.Trim().ReplaceLineEndings("\n"),
                    By = actor.Id,
                    work.Now,
                    version,
                };
                var changes = new Changes()
                    .Add("Name", before.Name, after.Name)
                    .Add("Subject", before.Subject, after.Subject)
                    .Add("Text", before.Wording, after.Wording);
                if (changes.ToString().Length == 0)
                    return new Refusal("Nothing was changed", nameof(wording));
                await work.ExecuteAsync(
                    "insert into MailingTemplateVersion (TemplateId, Version, Name, Subject, Wording, WrittenBy, WrittenAt) select Id, Version, Name, Subject, Wording, WrittenBy, WrittenAt from MailingTemplate where Id = @template",
                    new { template }
                );
                await work.ExecuteOneAsync(
                    "update MailingTemplate set Name = @Name, Subject = @Subject, Wording = @Wording, WrittenBy = @By, WrittenAt = @Now, Version = Version + 1 where Id = @template and Version = @version",
                    after
                );
                work.Note(changes.ToString());
                return Result.Done;
            }
        );
}
