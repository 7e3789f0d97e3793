using Commissioning.Platform.Files;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Uploaded files that wait for the virus scanner or are in quarantine. Other files belong to their records and are read
/// there.</summary>
public static class FileList
{
    public static readonly ListDefinition List = new(
        "files",
        "Uploaded files",
        "f.Id",
        """
        from      StoredFile f
        left join Person p on p.Id = f.StoredBy
        where     f.ScanState in ('Awaiting', 'Quarantined')
        """,
        "stored",
        [
            new("name", "File", "f.Name") { IsSearched = true },
            new("kind", "Kind", "f.ContentType")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
            new("bytes", "Bytes", "f.ByteLength") { Kind = ListColumnKind.Number, IsFiltered = true },
            new("by", "Added by", "coalesce(p.DisplayName, 'The portal')") { IsSearched = true },
            new("stored", "When", "f.StoredAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("state", "State", "f.ScanState")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = [nameof(ScanState.Quarantined), nameof(ScanState.Awaiting)],
                Words = state => state == nameof(ScanState.Awaiting) ? "Awaiting scan" : state,
                Colour = ListWords.Colour,
            },
            new("virus", "What the scanner found", "f.Signature") { IsSearched = true },
        ]
    )
    {
        Unit = ("file", "files"),
    };
}
