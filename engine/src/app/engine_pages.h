// What the engine's health and metrics pages say.
#pragma once
#include "app/engine.h"
#include "app/http_server.h"

namespace hft {
HttpPages engine_pages(const Engine& engine);
}  // namespace hft
