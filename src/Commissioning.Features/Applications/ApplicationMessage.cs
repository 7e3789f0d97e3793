using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>A message about an application, or about its grant, in the words of its fund.</summary>
internal static class ApplicationMessage
{
    /// <summary>Adds a message to the outbox in this change. Fund, round, project, organisation and reference are filled in here.</summary>
    /// <param name="about">The record on which the message is listed; null: the application.</param>
    public static async Task SendAsync(
        Work work,
        Office office,
        Guid application,
        MessageKind kind,
        Recipient to,
        IReadOnlyDictionary<string, string> values,
        string? link = null,
        Guid? about = null
    )
    {
        var names = await work.FindAsync<Names>(
            "select a.RoundId, a.ProjectName, a.Reference, o.Name as Organisation from Application a join Organisation o on o.Id = a.OrganisationId where a.Id = @application",
            new { application }
        );
        var all = new Dictionary<string, string>(values)
        {
            ["project"] = names.ProjectName?.Trim() is { Length: > 0 } project ? project : "Your application",
            ["reference"] = names.Reference ?? "",
            ["organisation"] = names.Organisation,
        };
        await RoundMessage.SendAsync(work, office, names.RoundId, kind, to, all, link, about ?? application);
    }

    private sealed record Names
    {
        public required Guid RoundId { get; init; }
        public string? ProjectName { get; init; }
        public string? Reference { get; init; }
        public required string Organisation { get; init; }
    }
}
