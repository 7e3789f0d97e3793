namespace Commissioning.Platform.Lists;

/// <summary>A column of a list.</summary>
/// <param name="Key">Its name in addresses: small letters.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Sql">The expression whose value it shows.</param>
public sealed record ListColumn(string Key, string Name, string Sql)
{
    public ListColumnKind Kind { get; init; }

    /// <summary>What it is sorted by, where that is not what it shows.</summary>
    public string? SortSql { get; init; }
    public bool IsSorted { get; init; } = true;

    /// <summary>Shown as the list opens; any other is chosen.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>On a phone it is folded away until somebody wants to see every column.</summary>
    public bool IsFolded { get; init; }

    /// <summary>The search box looks in it.</summary>
    public bool IsSearched { get; init; }

    /// <summary>The condition of the search box, of the expression of its pattern, where it is not that the value is like it.</summary>
    public Func<string, string>? SearchSql { get; init; }
    public bool IsFiltered { get; init; }

    /// <summary>The condition that a row has one of some values, of the names of their parameters with commas between them, where a row may
    /// have several values.</summary>
    public Func<string, string>? HasSql { get; init; }

    /// <summary>The expression of all values of a row, one a line, where it may have several.</summary>
    public string? LinesSql { get; init; }

    /// <summary>Values to filter by where the list is too long to look for them; empty: none can be named.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A value as people read it; also of one that is missing (an empty text).</summary>
    public Func<string, string> Words { get; init; } = value => value;

    /// <summary>Shows the value as a tag of this colour.</summary>
    public Func<string, string>? Colour { get; init; }

    /// <summary>The page that the cell leads to, of the row's id or of that of LinkSql.</summary>
    public Func<Guid, string>? Link { get; init; }

    /// <summary>The expression of the id for the link, where it is not the row's.</summary>
    public string? LinkSql { get; init; }
}
