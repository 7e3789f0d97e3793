using System.ComponentModel;

namespace Commissioning.Web.Api;

/// <summary>Part of a list, and where it goes on.</summary>
public sealed record ApiPage<T>(
    [property: Description("The records of this page")] IReadOnlyList<T> Items,
    [property: Description("Records of all pages")] int Total,
    [property: Description("Number of this page, from 1")] int Page,
    [property: Description("Number of pages, at least 1")] int Pages,
    [property: Description("Address of the next page; null on the last one")] string? Next
);
