namespace Commissioning.Domain.Monitoring;

/// <summary>Something about a sent return that its reviewer should look at before accepting it.</summary>
/// <param name="Name">Names the figure, such as spent, line.0 or before.2, with places from 0 in the order of the return.</param>
/// <param name="Sentence">What is odd, with the figures.</param>
/// <param name="Confirmed">The group was asked and said that it is right. False: it was asked and sent it all the same. Null: it was not
/// asked.</param>
public sealed record ReturnFlag(string Name, string Sentence, bool? Confirmed);
