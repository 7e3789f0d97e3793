namespace Commissioning.Domain.DueDiligence;

/// <summary>A part of a passage that both texts have, or only this one.</summary>
public sealed record TextPiece(string Text, bool IsShared);
