using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A round's form as its officers edit it: questions, what is wrong with them, and the corrections of a published form.</summary>
public static class FormQueries
{
    public sealed record VersionRow
    {
        public required int Version { get; init; }
        public required string Reason { get; init; }
        public required string Changes { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
    }

    public sealed record FormEditorPage(RoundSetup Setup, IReadOnlyList<Refusal> Problems, IReadOnlyList<VersionRow> Corrections);

    public static async Task<FormEditorPage> GetAsync(Work work, Guid round)
    {
        var setup = await RoundReader.GetSetupAsync(work, round);
        return new FormEditorPage(
            setup,
            FormRules.WhyFormIsWrong(setup.Questions, setup.Documents),
            await work.QueryAsync<VersionRow>(
                "select v.Version, v.Reason, v.Changes, p.DisplayName as MadeByName, v.MadeAt from RoundFormVersion v join Person p on p.Id = v.MadeBy where v.RoundId = @round order by v.Version desc",
                new { round }
            )
        );
    }
}
