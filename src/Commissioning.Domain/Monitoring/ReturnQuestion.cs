namespace Commissioning.Domain.Monitoring;

/// <summary>A question about a figure that can hardly be. It never stops a return: the group changes the figure or says that it is right,
/// and the reviewer sees both.</summary>
/// <param name="Key">Names the figure, such as spent or before.2.</param>
/// <param name="Sentence">What is odd about it, with the figures. It is what the group confirms: another figure makes another
/// sentence.</param>
public sealed record ReturnQuestion(string Key, string Sentence, ReturnPage Page)
{
    /// <summary>It is put right in the diary.</summary>
    public bool IsOfDiary => Key.StartsWith("receipt.", StringComparison.Ordinal) || Key.StartsWith("large.", StringComparison.Ordinal);
}
