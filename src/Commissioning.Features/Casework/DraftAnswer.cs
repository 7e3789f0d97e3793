using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Freezes the file of an application to take words out of it: known fields by rule, and what else is found is proposed.</summary>
public sealed class DraftAnswer(Db db, Office office)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid application)
    {
        // The file is read and searched before the change, which is then short.
        var read = await db.ReadOneMomentAsync<Result<Found>>(async work =>
        {
            var about = await AnswerFile.SubjectAsync(work, application) ?? throw new NotFoundException("No such application");
            return await AnswerFile.WhyNotAsync(work, actor, about.RoundId, application) is { } hidden
                ? hidden
                : Result.Made(FindIn(office, await AnswerFile.OfAsync(work, office, about)));
        });
        if (read.FirstRefusal is { } refusal)
            return refusal;
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.AnswerDrafted,
            application,
            async work => Result.Made(await WriteAsync(work, actor, read.Value!, application, null, null))
        );
    }

    /// <summary>A frozen file with the passages that were found in it.</summary>
    internal sealed record Found(AnswerFile.Frozen Frozen, IReadOnlyList<string> Texts, IReadOnlyList<Passage> Proposed);

    /// <param name="own">Address of the person for whom the file is; null: it is about an application.</param>
    internal static Found FindIn(Office office, AnswerFile.Frozen frozen, string? own = null)
    {
        var texts = AnswerTexts.Of(frozen.Document);
        return new(
            frozen,
            texts,
            PassageFinder.Find(
                texts,
                frozen.People,
                frozen.Fields,
                [office.ContactEmail, office.ContactPhone, own ?? "", .. office.AddressLines.SelectMany(PostcodesIn)]
            )
        );
    }

    /// <summary>Writes the copy with its passages.</summary>
    internal static async Task<Guid> WriteAsync(
        Work work,
        Actor actor,
        Found found,
        Guid? application,
        string? name,
        string? email,
        Guid? key = null
    )
    {
        var frozen = found.Frozen;
        var id = key ?? Guid.CreateVersion7();
        var number =
            await work.ScalarAsync<int>(
                application is null
                    ? "select coalesce(max(Number), 0) from FoiAnswer where ApplicationId is null and PersonName = @name and PersonEmail = @email"
                    : "select coalesce(max(Number), 0) from FoiAnswer where ApplicationId = @application",
                new
                {
                    application,
                    name,
                    email,
                }
            ) + 1;
        await work.ExecuteAsync(
            """
            insert into FoiAnswer (Id, ApplicationId, PersonName, PersonEmail, Number, State, DocumentJson, MadeBy, MadeAt, Version)
            values (@id, @application, @name, @email, @number, 'Draft', @json, @By, @Now, 1)
            """,
            new
            {
                id,
                application,
                name,
                email,
                number,
                json = frozen.Document.ToJson(),
                By = actor.Id,
                work.Now,
            }
        );
        await InsertAsync(work, id, 1, frozen.Fields.Concat(found.Proposed), found.Texts, null);
        work.Note($"Copy {number}: {frozen.Fields.Count} fields left out by rule, {found.Proposed.Count} passages proposed");
        return id;
    }

    /// <param name="first">Number of the first.</param>
    /// <param name="by">Who decided; null: nobody.</param>
    internal static Task InsertAsync(
        Work work,
        Guid answer,
        int first,
        IEnumerable<Passage> passages,
        IReadOnlyList<string> texts,
        Guid? by
    ) =>
        work.ExecuteAsync(
            """
            insert into FoiPassage (AnswerId, Number, TextNumber, StartsAt, CharCount, Kind, State, Section, Reason, Shown, Words, DecidedBy, DecidedAt)
            values (@answer, @Number, @TextNumber, @StartsAt, @CharCount, @Kind, @State, @Section, @Reason, @Shown, @Words, @by, @At)
            """,
            passages
                .Select(
                    (one, i) =>
                        new
                        {
                            answer,
                            Number = first + i,
                            one.TextNumber,
                            one.StartsAt,
                            one.CharCount,
                            Kind = one.Kind.ToString(),
                            State = one.State.ToString(),
                            Section = one.Section.ToString(),
                            one.Reason,
                            one.Shown,
                            Words = FirstWords(one.In(texts[one.TextNumber])),
                            by,
                            At = by is null ? (DateTime?)null : work.Now,
                        }
                )
                .ToList()
        );

    private static string FirstWords(string words) => words.Length <= 200 ? words : words[..(char.IsHighSurrogate(words[199]) ? 199 : 200)];

    // The office's own postcode is public.
    private static IEnumerable<string> PostcodesIn(string line) =>
        line.Split(' ') is [.., var first, var second] ? [line, $"{first} {second}"] : [line];
}
