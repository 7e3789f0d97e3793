namespace Commissioning.Features.Casework;

public sealed record ProjectFileSection(string Title, IReadOnlyList<ProjectFilePart> Parts);
