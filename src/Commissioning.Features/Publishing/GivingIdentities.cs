using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The office's identifiers in the 360Giving file: the portal's until the office enters its own.</summary>
public sealed class GivingIdentities(Db db)
{
    private const string Name = "GivingIdentity";
    private static readonly Guid Subject = new("5af7e7a0-0000-4000-8000-000000000360");

    public Task<GivingIdentity> GetAsync() => db.ReadAsync(OfAsync);

    internal static async Task<GivingIdentity> OfAsync(Work work) =>
        await work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @Name", new { Name }) is { } own
            ? JsonSerializer.Deserialize<GivingIdentity>(own)!
            : GivingIdentity.Ours;

    /// <param name="agreed">The publisher knows what other identifiers break.</param>
    public Task<Result> SaveAsync(Actor actor, string? prefix, string? organisationId, string? policeArea, bool agreed) =>
        db.ChangeAsync(
            actor,
            AuditAction.GivingIdentityChanged,
            Subject,
            async work =>
            {
                var refusals = GivingStandardRules.WhyWrong(prefix, organisationId, policeArea);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var before = await OfAsync(work);
                var now = new GivingIdentity(prefix!.Trim(), organisationId!.Trim(), policeArea!.Trim(), false);
                if (GivingStandardRules.WhyNotChanged(before, now.Prefix, now.OrganisationId, agreed) is { } refusal)
                    return refusal;
                var row = new
                {
                    Name,
                    SetValue = JsonSerializer.Serialize(now),
                    work.Now,
                };
                if (await work.ExecuteAsync("update Setting set SetValue = @SetValue, ChangedAt = @Now where Name = @Name", row) == 0)
                    await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Name, @SetValue, @Now)", row);
                work.Note(
                    new Changes()
                        .Add("Prefix", before.Prefix, now.Prefix)
                        .Add("Office", before.OrganisationId, now.OrganisationId)
                        .Add("Police force area", before.PoliceArea, now.PoliceArea)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
